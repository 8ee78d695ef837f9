package org.hyperprism.results;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.results.lock.RunLock;
import org.hyperprism.spark.Deployment;
import org.hyperprism.spark.PlainFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a run or a sweep, on any Hadoop file system: what its files are called, whether
 * it may be used, and who uses it.
 */
public final class RunDirectory extends DirectoryFiles {

  public static final String CONFIGURATION = "resolved.conf";

  /** The text of the network that the user handed in, if it was not one of the zoo. */
  public static final String MODEL = "model.json";

  public static final String METRICS = "metrics.csv";
  public static final String DEVICES = "devices.csv";
  public static final String CLASSES = "classes.csv";
  public static final String EXPONENTS = "exponents.csv";
  public static final String SUMMARY = "summary.json";
  public static final String ENVIRONMENT = "environment.json";
  public static final String PARTITION = "partition.csv";
  public static final String PARTITION_PICTURE = "partition.png";
  public static final String SAMPLES_PICTURE = "samples.png";
  public static final String ACCURACY_PICTURE = "accuracy.png";
  public static final String EXPONENTS_PICTURE = "exponents.png";
  public static final String COMPARISON = "comparison.md";
  public static final String CHECKPOINTS = "checkpoints";

  /** Why the run failed, in one line, until it is resumed. */
  public static final String FAILURE = "failure.txt";

  /** Final models of devices, where they are kept. */
  public static final String MODELS = "models";

  /** Those of the best evaluated round. */
  public static final String BEST_MODELS = "best-models";

  /** The folder of event files, one folder in it for each method. */
  public static final String TENSORBOARD = "tensorboard";

  /** What a directory holds. */
  public enum Kind {
    /** One experiment. */
    RUN(CONFIGURATION),
    /** The experiments of a sweep, each in a directory of its own. */
    SWEEP("sweep.conf");

    private final String marker;

    Kind(String marker) {
      this.marker = marker;
    }

    /** The file that marks a directory as ours to overwrite or resume. */
    public String marker() {
      return marker;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final RunOptions options;
  private final boolean existed;
  private final @Nullable RunLock lock;

  private RunDirectory(
      FileSystem files,
      Path directory,
      Kind kind,
      RunOptions options,
      boolean existed,
      @Nullable RunLock lock) {
    super(files, directory);
    this.kind = kind;
    this.options = options;
    this.existed = existed;
    this.lock = lock;
  }

  /**
   * Finds the directory of one experiment and refuses it where the options do not allow its use;
   * changes nothing.
   *
   * @throws ConfigurationException if it exists and may be neither overwritten nor resumed, or
   *     holds something other than a run
   */
  public static RunDirectory locate(RunOptions options, Configuration hadoop) {
    return locate(options, Kind.RUN, hadoop);
  }

  /** The same for either kind of directory. */
  public static RunDirectory locate(RunOptions options, Kind kind, Configuration hadoop) {
    refuseTemporary(options);
    String out = options.directory();
    Path directory = path(out);
    try {
      FileSystem files = PlainFileSystem.toWrite(directory, hadoop);
      boolean exists = options.out().isPresent() && files.exists(directory);
      RunDirectory located = new RunDirectory(files, directory, kind, options, exists, null);
      if (exists && located.isOfThisApplication()) {
        RunOptions goingOn = new RunOptions(options.out(), false, true);
        return new RunDirectory(files, directory, kind, goingOn, true, null);
      }
      located.check(exists);
      return located;
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /**
   * An existing directory, to read from, whatever it holds.
   *
   * @param where a path of this machine or a URI
   * @return empty if there is no such directory
   */
  public static Optional<RunDirectory> existing(String where, Configuration hadoop) {
    Path directory = path(where);
    try {
      FileSystem files = PlainFileSystem.of(directory, hadoop);
      return files.exists(directory) && files.getFileStatus(directory).isDirectory()
          ? Optional.of(reading(files, directory))
          : Optional.empty();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** The directories in this one, by name. */
  public List<RunDirectory> directories() {
    try {
      return Arrays.stream(files.listStatus(directory))
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .sorted(Comparator.comparing(Path::getName))
          .map(path -> reading(files, path))
          .toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static RunDirectory reading(FileSystem files, Path directory) {
    RunOptions options = new RunOptions(Optional.of(directory.toString()), false, false);
    return new RunDirectory(files, directory, Kind.RUN, options, true, null);
  }

  private void check(boolean exists) throws IOException {
    boolean ours = exists && files.exists(new Path(directory, kind.marker));
    if (options.resume() && !ours) {
      throw new ConfigurationException(
          "--resume: %s holds no %s to resume (no %s there); check the path, or leave --resume"
                  .formatted(asGiven(), kind.word(), kind.marker)
              + " out to start one");
    }
    if (exists && !ours && !isEmpty()) {
      throw new ConfigurationException(
          "--out: %s exists and is not a %s directory (no %s there), so it is left alone; name"
                  .formatted(asGiven(), kind.word(), kind.marker)
              + " another directory");
    }
    if (ours && !options.resume() && !options.overwrite()) {
      throw new ConfigurationException(
          "--out: %s already holds a %s; give --overwrite to replace it, --resume to continue"
                  .formatted(asGiven(), kind.word())
              + " it, or another directory");
    }
  }

  /** What the driver writes into its own folder in cluster mode, nobody sees again. */
  private static void refuseTemporary(RunOptions options) {
    String out = options.directory();
    if (Deployment.isClusterMode() && !new Path(out).isUriPathAbsolute()) {
      throw new ConfigurationException(
          "--out: %s is a relative path, and in cluster mode the driver runs in a folder of the cluster that is deleted; name a place that every node sees, such as --out hdfs:///results/base"
              .formatted(out));
    }
  }

  /** Whether an earlier attempt of this very application has begun here. */
  public boolean isOfThisApplication() {
    return Deployment.isInApplicationMaster()
        && RunIdentity.of(this).map(RunIdentity::isOfThisApplication).orElse(false);
  }

  /**
   * Whether what is there is carried on: because the options say so, or because an earlier attempt
   * of this very application has begun it.
   */
  public boolean isResumed() {
    return options.resume();
  }

  private String asGiven() {
    return options.out().orElse(toString());
  }

  private boolean isEmpty() throws IOException {
    return files.getFileStatus(directory).isDirectory()
        && Arrays.stream(files.listStatus(directory))
            .allMatch(file -> RunLock.isOfALock(file.getPath()));
  }

  /**
   * Takes the directory for this process alone until it is {@linkplain #release released}: makes
   * it, empty unless a run is resumed in it. One without a name of its own gets a name that no
   * other run has.
   *
   * @return the directory, for writing
   * @throws EnvironmentException if another process uses it
   * @throws ConfigurationException if another run has come there since it was located
   */
  public RunDirectory claim() {
    try {
      Path place = options.out().isPresent() ? directory : makeNew();
      makeFolder(place);
      RunDirectory claimed =
          new RunDirectory(files, place, kind, options, existed, RunLock.take(files, place));
      boolean allowed = false;
      try {
        claimed.check(true);
        if (!options.resume()) {
          claimed.empty();
        }
        allowed = true;
        return claimed;
      } finally {
        if (!allowed) {
          claimed.release();
        }
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /**
   * Refuses what a run would read if the run's beginning deleted it.
   *
   * @param setting that names it
   * @param input a path or URI
   * @throws ConfigurationException if it is this directory or in it, which is to be overwritten
   */
  public void requireKept(String setting, String input) {
    if (!existed || options.resume()) {
      return;
    }
    try {
      Path given = path(input);
      String read = given.getFileSystem(files.getConf()).makeQualified(given).toString();
      String own = files.makeQualified(directory).toString();
      if (read.equals(own) || read.startsWith(own + "/")) {
        throw new ConfigurationException(
            "%s is %s, in the directory %s, which is to be overwritten; expected another --out, or %s elsewhere"
                .formatted(setting, input, options.directory(), setting));
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Two runs that start in the same second are named after the same moment. */
  private Path makeNew() throws IOException {
    java.nio.file.Path named = java.nio.file.Path.of(directory.toUri().getPath());
    makeFolder(directory.getParent());
    for (int copy = 1; ; copy++) {
      java.nio.file.Path place = copy == 1 ? named : java.nio.file.Path.of(named + "-" + copy);
      try {
        Files.createDirectory(place);
        return new Path("file://" + place);
      } catch (FileAlreadyExistsException taken) {
        // Then the next.
      }
    }
  }

  private void empty() throws IOException {
    for (FileStatus file : files.listStatus(directory)) {
      if (!RunLock.isOfALock(file.getPath())) {
        files.delete(file.getPath(), true);
      }
    }
  }

  /** Lets other processes use the directory; what was written stays. */
  public void release() {
    if (lock != null) {
      lock.close();
    }
  }

  /** Takes back a directory that this run made and that holds no results yet. */
  public void abandon() {
    try {
      if (!existed && !files.exists(new Path(directory, METRICS))) {
        files.delete(directory, true);
      }
    } catch (IOException unimportant) {
      // Something has failed already, and that is what counts.
    }
  }
}
