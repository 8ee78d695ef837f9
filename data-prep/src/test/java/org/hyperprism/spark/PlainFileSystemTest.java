package org.hyperprism.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileSystemTest {

  @TempDir java.nio.file.Path folder;

  private final Configuration hadoop = new Configuration();

  @Test
  void ourFilesHaveNoChecksumsBesideThemAndThoseOfOthersStillDo() throws IOException {
    Path ours = new Path(folder.resolve("ours").toUri());
    Path others = new Path(folder.resolve("others").toUri());

    write(PlainFileSystem.of(ours, hadoop), ours);
    write(others.getFileSystem(hadoop), others);

    assertThat(names()).containsExactly(".others.crc", "others", "ours");
  }

  @Test
  void aFileOfOthersThatIsReplacedIsReadAgain() throws IOException {
    Path file = new Path(folder.resolve("file").toUri());
    FileSystem shared = file.getFileSystem(hadoop);
    write(shared, file);
    Path next = new Path(folder.resolve("next").toUri());
    FileSystem plain = PlainFileSystem.of(next, hadoop);
    try (FSDataOutputStream out = plain.create(next)) {
      out.writeInt(7);
    }

    assertThat(plain.rename(next, file)).isTrue();

    assertThat(names()).containsExactly("file");
    assertThat(shared.open(file).readInt()).isEqualTo(7);
  }

  /** Hadoop starts one for each file where its native library is not, as on most machines. */
  @Test
  void permissionsAreThoseOfHadoopAndNoProgramSetsThem() throws IOException {
    hadoop.set("fs.permissions.umask-mode", "027");
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    Path ours = new Path(folder.resolve("deep/er/ours").toUri());
    Path others = new Path(folder.resolve("wide/r/others").toUri());
    FileSystem plain = PlainFileSystem.of(ours, hadoop);
    List<String> started = new ArrayList<>();
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      write(plain, ours);
      recording.stop();
      java.nio.file.Path events = folder.resolve("events.jfr");
      recording.dump(events);
      RecordingFile.readAllEvents(events).forEach(event -> started.add(event.getString("command")));
    }
    write(others.getFileSystem(hadoop), others);

    assertThat(started).isEmpty();
    assertThat(permissions("deep/er/ours"))
        .isEqualTo("rw-r-----")
        .isEqualTo(permissions("wide/r/others"));
    assertThat(permissions("deep/er")).isEqualTo("rwxr-x---").isEqualTo(permissions("wide/r"));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private static void write(FileSystem files, Path path) throws IOException {
    try (FSDataOutputStream out = files.create(path)) {
      out.writeInt(1);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> found = Files.list(folder)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
