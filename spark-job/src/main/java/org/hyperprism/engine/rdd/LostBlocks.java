package org.hyperprism.engine.rdd;

import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/** How Spark says that blocks without a lineage are gone. */
public final class LostBlocks {

  /** Its error classes for that, of 3.5 and of 4.0 on. */
  private static final Set<String> ERROR_CLASSES =
      Set.of("_LEGACY_ERROR_TEMP_3007", "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND");

  private static final String IN_WORDS = "Checkpoint block rdd_";

  private LostBlocks() {}

  /**
   * Whether the cause of a failure is that such blocks are gone, as they are when the executor that
   * held them is.
   */
  public static boolean areTheCauseOf(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark) {
        @Nullable String known = spark.getErrorClass();
        if (known != null && ERROR_CLASSES.contains(known)) {
          return true;
        }
      }
      // A job's failure may quote that of its task without having it as its cause.
      if (String.valueOf(cause.getMessage()).contains(IN_WORDS)) {
        return true;
      }
    }
    return false;
  }
}
