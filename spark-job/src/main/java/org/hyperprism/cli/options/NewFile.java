package org.hyperprism.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.jspecify.annotations.Nullable;

/** A file that a command writes on this machine; it appears whole or not at all. */
public final class NewFile {

  private final Path path;

  /**
   * Looks before long work whether it may be written.
   *
   * @param overwrite whether a file that is there is replaced
   * @throws EnvironmentException if not
   */
  public NewFile(Path path, boolean overwrite) {
    this.path = path;
    if (Files.isDirectory(path)) {
      throw new EnvironmentException(path + " is a folder; expected the name of a file");
    }
    if (!overwrite && Files.exists(path)) {
      throw new EnvironmentException(
          path + " exists already: name another file, or ask for it with --overwrite");
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      requireFolder(folder, path);
    }
  }

  /**
   * Looks whether files can be written to a folder, which need not be there yet.
   *
   * @throws EnvironmentException if not
   */
  public static void requireFolder(Path folder) {
    requireFolder(folder.toAbsolutePath(), folder);
  }

  private static void requireFolder(Path wanted, Path named) {
    @Nullable Path folder = wanted;
    while (folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      folder = folder.getParent();
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new EnvironmentException(
          "%s cannot be written, as %s is no folder; name another place".formatted(named, folder));
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw new EnvironmentException(
          "%s cannot be written, as nothing may be made in %s; name another place, or change the permissions there"
              .formatted(named, folder));
    }
  }

  /**
   * Writes the file, and the folders on the way.
   *
   * @throws EnvironmentException if that fails
   */
  public void write(byte[] content) {
    try {
      Path whole = path.toAbsolutePath();
      Path folder = whole.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // The name is random, as two processes may write at once; it is gone when this method ends.
      Path partial =
          whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".partial");
      try {
        Files.write(partial, content);
        Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "%s could not be written (%s): check the path, the permissions and the space"
              .formatted(path, FileFailure.reason(e)),
          e);
    }
  }
}
