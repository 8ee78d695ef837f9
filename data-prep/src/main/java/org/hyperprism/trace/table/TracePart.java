package org.hyperprism.trace.table;

import java.util.OptionalInt;
import org.apache.hadoop.fs.FileStatus;

/**
 * One file of a stored trace.
 *
 * @param round where the folder's name is {@code round=N}
 */
record TracePart(FileStatus file, OptionalInt round) {

  /** What messages call it. */
  String name() {
    return file.getPath().toString();
  }
}
