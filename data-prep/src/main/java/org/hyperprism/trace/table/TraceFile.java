package org.hyperprism.trace.table;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;
import org.jspecify.annotations.Nullable;

/**
 * A trace that lies in files, as {@link TraceWriter} or Spark wrote it. It travels as its path, and
 * each JVM reads what it needs: of Parquet the pages of a round, of CSV the whole file, once. Large
 * traces belong into Parquet.
 *
 * <p>Numbers that are not whole are read as float32 from every format.
 */
public final class TraceFile implements TraceSource {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final SerializableConfiguration hadoop;
  private transient @Nullable StoredTrace stored;
  private transient @Nullable TraceInformation information;

  /**
   * @param path or URI of a {@code .csv} or {@code .parquet} file on any Hadoop file system, or of
   *     a folder of such files, in which folders named {@code round=N} may hold the rounds; nothing
   *     is read yet
   */
  public TraceFile(String path, Configuration hadoop) {
    this.path = path;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * What the trace says of itself; for one that does not, its largest device and round, for which
   * all of it is read and checked once.
   *
   * @throws DataException if it is not a trace
   */
  @Override
  public synchronized TraceInformation information() {
    if (information == null) {
      information =
          onStored(StoredTrace::information).orElseGet(() -> TraceCheck.of(this).information());
    }
    return information;
  }

  @Override
  public List<TraceLink> round(int round) {
    return onStored(
        trace -> RoundRows.links(trace.round(round), TraceLimits.of(trace.information())));
  }

  /** The path. */
  @Override
  public String toString() {
    return path;
  }

  /** Work on the files of a trace. */
  @FunctionalInterface
  interface Work<S, T> {
    T on(S files) throws IOException;
  }

  <T> T onStored(Work<StoredTrace, T> work) {
    return onFileSystem(path, hadoop.value(), files -> work.on(stored(files)));
  }

  private synchronized StoredTrace stored(FileSystem files) throws IOException {
    if (stored == null) {
      List<TracePart> parts = TraceParts.of(files, new Path(path));
      for (TracePart part : parts) {
        if (TraceFormat.of(part.name()) != TraceFormat.of(parts.get(0).name())) {
          throw new DataException(
              "the folder %s holds %s and %s; expected files of one kind: remove the others"
                  .formatted(path, parts.get(0).name(), part.name()));
        }
      }
      stored =
          switch (TraceFormat.of(parts.get(0).name())) {
            case CSV -> CsvTrace.of(files, parts);
            case PARQUET -> new ParquetTrace(parts, hadoop.value());
          };
    }
    return stored;
  }

  /** Runs work on the file system of a path; says so where that fails. */
  static <T> T onFileSystem(String path, Configuration hadoop, Work<FileSystem, T> work) {
    try {
      return work.on(new Path(path).getFileSystem(hadoop));
    } catch (IOException | FSError | IllegalArgumentException e) {
      throw new EnvironmentException(
          "the trace %s could not be read or written (%s): check the path, the permissions and the"
                  .formatted(path, FileFailure.reason(e))
              + " space there",
          e);
    }
  }
}
