package org.hyperprism.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.spark.WholeFile;

/**
 * Reads and writes the files of a directory on any Hadoop file system. Every file appears whole or
 * not at all: it is written under another name and then moved.
 */
abstract class DirectoryFiles {

  final FileSystem files;
  final Path directory;

  DirectoryFiles(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /** Writes a whole file, in place of one that is there. */
  public final void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public final void write(String name, byte[] bytes) {
    try {
      WholeFile.write(files, new Path(directory, name), out -> out.write(bytes));
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Writes a folder of one file, in place of one that is there. */
  public final void writeFolder(String name, String file, byte[] bytes) {
    Path folder = new Path(directory, name);
    try {
      files.delete(folder, true);
      makeFolder(folder);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
    write(name + "/" + file, bytes);
  }

  /** Makes a folder and those around it, where they are not there. */
  final void makeFolder(Path folder) throws IOException {
    if (files instanceof LocalFileSystem) {
      // Hadoop does not say why it could not make a folder.
      Files.createDirectories(java.nio.file.Path.of(folder.toUri().getPath()));
    } else if (!files.mkdirs(folder)) {
      throw new IOException("it could not be made");
    }
  }

  /** The text of a file; empty if there is none. */
  public Optional<String> read(String name) {
    return readBytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The bytes of a file; empty if there is none. */
  public Optional<byte[]> readBytes(String name) {
    try (FSDataInputStream in = files.open(new Path(directory, name))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** Whether there is a file of this name. */
  public final boolean has(String name) {
    try {
      return files.exists(new Path(directory, name));
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** The last part of the directory's path. */
  public final String name() {
    return directory.getName();
  }

  /** The URI of a file or folder of the run. */
  public final String uri(String name) {
    return new Path(directory, name).toString();
  }

  public final void delete(String name) {
    try {
      files.delete(new Path(directory, name), true);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** The path that a user named: of this machine where it is no URI. */
  static Path path(String where) {
    return where.contains("://") || where.startsWith("file:")
        ? new Path(where)
        : new Path("file://" + java.nio.file.Path.of(where).toAbsolutePath().normalize());
  }

  static EnvironmentException unreadable(Path directory, IOException cause) {
    return new EnvironmentException(
        "%s cannot be read: %s; check the path and its permissions"
            .formatted(name(directory), FileFailure.reason(cause)),
        cause);
  }

  static EnvironmentException unusable(Path directory, Throwable cause) {
    return new EnvironmentException(
        "--out: the run directory %s cannot be used: %s; %s, or name another directory"
            .formatted(name(directory), FileFailure.reason(cause), FileFailure.remedy(cause)),
        cause);
  }

  @Override
  public final String toString() {
    return name(directory);
  }

  /** As the user named it: a plain path on this machine. */
  private static String name(Path directory) {
    return "file".equals(directory.toUri().getScheme())
        ? directory.toUri().getPath()
        : directory.toString();
  }
}
