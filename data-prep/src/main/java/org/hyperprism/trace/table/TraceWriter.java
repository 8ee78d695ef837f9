package org.hyperprism.trace.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.spark.PlainFileSystem;
import org.hyperprism.spark.WholeFile;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/**
 * Writes traces as CSV or Parquet, a round at a time. The file appears whole or not at all, and its
 * bytes depend on the trace alone.
 */
public final class TraceWriter {

  private final TraceSource trace;
  private final TraceInformation information;
  private final Configuration hadoop;
  private long written;

  private TraceWriter(TraceSource trace, Configuration hadoop) {
    this.trace = trace;
    this.information = trace.information();
    this.hadoop = hadoop;
  }

  /**
   * Writes a trace. CSV keeps its rows alone; Parquet keeps the number of devices and the origin
   * too.
   *
   * @param trace each of its rounds is asked for once or twice, in ascending order; all links know
   *     the same things of themselves
   * @param path or URI of a file on any Hadoop file system, ending in {@code .csv} or {@code
   *     .parquet}; folders on the way are made
   * @param overwrite whether a file that is there already is replaced
   * @return number of directed links written
   * @throws org.hyperprism.failure.ConfigurationException if the path has another ending
   * @throws EnvironmentException if the file exists and may not be replaced, or cannot be written
   */
  public static long write(
      TraceSource trace, String path, Configuration hadoop, boolean overwrite) {
    TraceFormat format = TraceFormat.of(path);
    return TraceFile.onFileSystem(
        path,
        hadoop,
        files -> {
          Path target = files.makeQualified(new Path(path));
          checkTarget(files, target, overwrite);
          TraceWriter writer = new TraceWriter(trace, hadoop);
          WholeFile.write(
              PlainFileSystem.of(target, hadoop), target, out -> writer.writeTo(out, format));
          return writer.written;
        });
  }

  /**
   * Checks before long work that a trace can be written there.
   *
   * @throws org.hyperprism.failure.ConfigurationException if the path has another ending
   * @throws EnvironmentException if the file exists and may not be replaced
   */
  public static void checkTarget(String path, Configuration hadoop, boolean overwrite) {
    TraceFormat.of(path);
    TraceFile.onFileSystem(
        path,
        hadoop,
        files -> {
          checkTarget(files, files.makeQualified(new Path(path)), overwrite);
          return path;
        });
  }

  private static void checkTarget(FileSystem files, Path target, boolean overwrite)
      throws IOException {
    PlainFileSystem.requireWritable(files);
    if (!files.exists(target)) {
      return;
    }
    if (files.getFileStatus(target).isDirectory()) {
      throw new EnvironmentException(
          target + " is a folder, so it is not overwritten; expected the name of a file");
    }
    if (!overwrite) {
      throw new EnvironmentException(
          target + " exists already: name another file, or ask for it with --overwrite");
    }
  }

  private void writeTo(FSDataOutputStream out, TraceFormat format) throws IOException {
    switch (format) {
      case CSV -> writeCsv(out);
      case PARQUET -> writeParquet(out);
    }
  }

  private void writeCsv(FSDataOutputStream stream) throws IOException {
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16)) {
      CsvRowWriter writer = new CsvRowWriter(out, columns());
      for (int round = 1; round <= information.rounds(); round++) {
        List<TraceLink> links = trace.round(round);
        for (TraceLink link : links) {
          writer.write(link);
        }
        written += links.size();
        if (links.isEmpty()) {
          writer.writeEmptyRound(round);
        }
      }
    }
  }

  private void writeParquet(FSDataOutputStream stream) throws IOException {
    try (ParquetWriter<TraceLink> writer =
        ParquetRowWriter.open(stream, information, columns(), hadoop)) {
      for (int round = 1; round <= information.rounds(); round++) {
        for (TraceLink link : trace.round(round)) {
          writer.write(link);
          written++;
        }
      }
    }
  }

  /** Those of the first link. */
  private Set<TraceColumn> columns() {
    for (int round = 1; round <= information.rounds(); round++) {
      List<TraceLink> links = trace.round(round);
      if (!links.isEmpty()) {
        return TraceColumns.of(links.get(0));
      }
    }
    return TraceColumns.needed();
  }
}
