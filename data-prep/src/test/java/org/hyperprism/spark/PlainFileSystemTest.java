package org.hyperprism.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
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
