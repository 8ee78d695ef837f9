package org.hyperprism.engine.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What says that a checkpoint is complete: the identity of the run in the first line, then the name
 * of each file, ascending.
 *
 * @param run whose state it is, one line
 * @param names the files of the devices
 */
record CompletionMark(String run, List<String> names) {

  /** The mark of a checkpoint whose files are all there. */
  static CompletionMark of(String run, FileStatus[] listed) {
    return new CompletionMark(
        run,
        Arrays.stream(listed)
            .map(file -> file.getPath().getName())
            .filter(name -> name.endsWith(".bin"))
            .sorted()
            .toList());
  }

  /** Reads a mark; empty if the file is not there. */
  static Optional<CompletionMark> read(FileSystem files, Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return Optional.of(
          lines.isEmpty()
              ? new CompletionMark("", List.of())
              : new CompletionMark(lines.get(0), lines.subList(1, lines.size())));
    } catch (FileNotFoundException incomplete) {
      return Optional.empty();
    }
  }

  String text() {
    return run + "\n" + String.join("\n", names) + "\n";
  }

  /** Reads all files; what is wrong with the first that is damaged or missing, in words. */
  Optional<String> damage(FileSystem files, Path folder) throws IOException {
    for (String name : names) {
      // Another could be that of a file elsewhere, or of none that there can be.
      if (!CheckpointStore.DEVICES.matcher(name).matches()) {
        return Optional.of(
            "%s names '%s', and no file of a checkpoint is called that"
                .formatted(new Path(folder, CheckpointStore.COMPLETE), name));
      }
      Path file = new Path(folder, name);
      try {
        if (!BlockFile.isWhole(files, files.getFileStatus(file))) {
          return Optional.of(BlockFile.notWhole(file));
        }
      } catch (FileNotFoundException absent) {
        return Optional.of(file + " is missing");
      }
    }
    return Optional.empty();
  }
}
