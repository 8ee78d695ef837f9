package org.hyperprism.experiment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;

/**
 * The files of one run, on any Hadoop file system. Every file appears whole or not at all: it is
 * written under another name and then moved.
 */
public final class RunDirectory {

  /** The file that marks a directory as ours to overwrite or resume. */
  static final String CONFIGURATION = "resolved.conf";

  static final String METRICS = "metrics.csv";
  static final String DEVICES = "devices.csv";
  static final String SUMMARY = "summary.json";
  static final String ENVIRONMENT = "environment.json";
  static final String PARTITION = "partition.csv";
  static final String PARTITION_PICTURE = "partition.png";
  static final String CHECKPOINTS = "checkpoints";

  private final FileSystem files;
  private final Path directory;
  private final boolean existed;

  private RunDirectory(FileSystem files, Path directory, boolean existed) {
    this.files = files;
    this.directory = directory;
    this.existed = existed;
  }

  /**
   * Finds the directory and refuses it where the options do not allow its use; changes nothing.
   *
   * @param out a path of this machine or a URI
   * @throws ConfigurationException if it exists and may be neither overwritten nor resumed, or
   *     holds something other than a run
   */
  static RunDirectory locate(String out, RunOptions options, Configuration hadoop) {
    Path directory =
        out.contains("://") || out.startsWith("file:")
            ? new Path(out)
            : new Path("file://" + java.nio.file.Path.of(out).toAbsolutePath().normalize());
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      files.setWriteChecksum(false);
      boolean exists = files.exists(directory);
      boolean run = exists && files.exists(new Path(directory, CONFIGURATION));
      boolean empty =
          exists
              && files.getFileStatus(directory).isDirectory()
              && files.listStatus(directory).length == 0;
      if (options.resume() && !run) {
        throw new ConfigurationException(
            "--resume: %s holds no run to resume (no %s there); check the path, or leave --resume"
                    .formatted(out, CONFIGURATION)
                + " out to start one");
      }
      if (exists && !empty && !run) {
        throw new ConfigurationException(
            "--out: %s exists and is not a run directory (no %s there), so it is left alone; name"
                    .formatted(out, CONFIGURATION)
                + " another directory");
      }
      if (run && !options.resume() && !options.overwrite()) {
        throw new ConfigurationException(
            "--out: %s already holds a run; give --overwrite to replace it, --resume to continue"
                    .formatted(out)
                + " it, or another directory");
      }
      return new RunDirectory(files, directory, exists);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Makes the directory, empty unless a run is resumed in it. */
  void claim(boolean resume) {
    try {
      if (!resume && existed) {
        files.delete(directory, true);
      }
      if (!files.mkdirs(directory)) {
        throw new IOException("it could not be made");
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Takes back a directory that this run made and that holds no results yet. */
  void abandon() {
    try {
      if (!existed && !files.exists(new Path(directory, METRICS))) {
        files.delete(directory, true);
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String name, byte[] bytes) {
    Path target = new Path(directory, name);
    Path partial = new Path(directory, "." + name + ".partial");
    try {
      try (FSDataOutputStream out = files.create(partial, true)) {
        out.write(bytes);
      } catch (IOException e) {
        files.delete(partial, false);
        throw e;
      }
      files.delete(target, false);
      if (!files.rename(partial, target)) {
        throw new IOException("could not move " + partial + " to " + target);
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** The text of a file; empty if there is none. */
  Optional<String> read(String name) {
    try (FSDataInputStream in = files.open(new Path(directory, name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URI of a file or folder of the run. */
  String uri(String name) {
    return new Path(directory, name).toString();
  }

  void delete(String name) {
    try {
      files.delete(new Path(directory, name), true);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static EnvironmentException unusable(Path directory, IOException cause) {
    return new EnvironmentException(
        "--out: the run directory %s cannot be used: %s; free space or permissions there, or name"
                .formatted(directory, cause.getMessage())
            + " another directory",
        cause);
  }

  @Override
  public String toString() {
    return directory.toUri().getScheme().equals("file")
        ? directory.toUri().getPath()
        : directory.toString();
  }
}
