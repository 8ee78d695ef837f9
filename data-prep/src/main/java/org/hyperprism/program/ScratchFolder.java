package org.hyperprism.program;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for what is wanted only for a while; closing it deletes it with all it holds.
 *
 * @param path the folder, there until this is closed
 */
public record ScratchFolder(Path path) implements AutoCloseable {

  /**
   * A new folder.
   *
   * @param parent where, such as on the file system to which a result is moved in one step
   * @param prefix how its name begins
   */
  public static ScratchFolder in(Path parent, String prefix) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(parent, prefix));
  }

  /**
   * Moves a file out of such a folder, in place of one that is there: in one step where the file
   * system can, so that others see it whole or not at all.
   */
  public static void move(Path file, Path target) throws IOException {
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(path)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
