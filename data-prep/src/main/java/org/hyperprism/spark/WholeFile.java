package org.hyperprism.spark;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file that appears whole or not at all: it is written under another name and then moved. */
public final class WholeFile {

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FSDataOutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes or replaces a file; folders on its path are made. After a failure the file is as it was
   * before, and nothing lies beside it.
   *
   * @throws IOException if it cannot be written; also where Hadoop throws an {@link FSError}, as it
   *     does on local disks without space
   */
  public static void write(FileSystem files, Path target, Content content) throws IOException {
    Path partial =
        new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".partial");
    boolean whole = false;
    try {
      try (FSDataOutputStream out = files.create(partial, true)) {
        content.writeTo(out);
      }
      move(files, partial, target);
      whole = true;
    } catch (FSError e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    } finally {
      if (!whole) {
        deleteQuietly(files, partial);
      }
    }
  }

  /** Local disks replace the old file in one step; other file systems want it away first. */
  private static void move(FileSystem files, Path partial, Path target) throws IOException {
    if (!files.rename(partial, target)) {
      files.delete(target, false);
      if (!files.rename(partial, target)) {
        throw new IOException("could not move %s to %s".formatted(partial, target));
      }
    }
  }

  private static void deleteQuietly(FileSystem files, Path path) {
    try {
      files.delete(path, true);
    } catch (IOException unimportant) {
      // What made the write fail is what counts.
    }
  }
}
