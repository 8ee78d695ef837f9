package org.hyperprism.trace.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.DataException;

/** Finds the files of a trace: one file, a folder of files, or a folder of {@code round=N}. */
final class TraceParts {

  private static final String ROUND_FOLDER = TraceColumn.ROUND.columnName() + "=";

  private TraceParts() {}

  /**
   * @throws DataException if there is nothing, or nothing that is a trace
   */
  static List<TracePart> of(FileSystem files, Path path) throws IOException {
    FileStatus status;
    try {
      status = files.getFileStatus(path);
    } catch (FileNotFoundException missing) {
      throw new DataException(
          "the trace "
              + path
              + " does not exist: correct the path, or make one with 'hyperprism links generate'",
          missing);
    }
    List<TracePart> parts = new ArrayList<>();
    if (status.isFile()) {
      parts.add(new TracePart(status, OptionalInt.empty()));
    } else {
      for (FileStatus child : visible(files, path)) {
        if (child.isFile()) {
          add(parts, child, OptionalInt.empty());
        } else {
          OptionalInt round = OptionalInt.of(round(child.getPath()));
          for (FileStatus file : visible(files, child.getPath())) {
            add(parts, file, round);
          }
        }
      }
    }
    if (parts.isEmpty()) {
      throw new DataException(
          "the folder "
              + path
              + " holds no .parquet and no .csv files; expected those of a trace: correct the path");
    }
    return parts;
  }

  private static void add(List<TracePart> parts, FileStatus file, OptionalInt round) {
    String name = file.getPath().getName();
    if (file.isFile() && (TraceFormat.isCsv(name) || TraceFormat.isParquet(name))) {
      parts.add(new TracePart(file, round));
    }
  }

  /** What a folder holds by name, less what Spark and Hadoop put there for themselves. */
  private static List<FileStatus> visible(FileSystem files, Path folder) throws IOException {
    return Arrays.stream(
            files.listStatus(
                folder, path -> !path.getName().startsWith("_") && !path.getName().startsWith(".")))
        .sorted(Comparator.comparing(FileStatus::getPath))
        .toList();
  }

  private static int round(Path folder) {
    String name = folder.getName();
    try {
      int round =
          name.startsWith(ROUND_FOLDER)
              ? Integer.parseInt(name.substring(ROUND_FOLDER.length()))
              : 0;
      if (round >= 1) {
        return round;
      }
    } catch (NumberFormatException notARound) {
      // As for any other name.
    }
    throw new DataException(
        folder + " is no folder of a trace; expected " + ROUND_FOLDER + "N with a round N from 1");
  }
}
