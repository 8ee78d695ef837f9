package org.hyperprism.engine.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.FSError;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read or written, in the operating system's words. */
public final class FileFailure {

  private FileFailure() {}

  /** The reason in one line, such as {@code No space left on device}. */
  public static String reason(Throwable failure) {
    if (failure instanceof FSError && failure.getCause() != null) {
      return reason(failure.getCause());
    }
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (failure instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    // Their messages are the name of the file alone.
    if (failure instanceof NoSuchFileException absent) {
      return "there is no " + absent.getFile();
    }
    if (failure instanceof FileAlreadyExistsException other) {
      return other.getFile() + " is there already";
    }
    // Messages of a remote Hadoop service go on with its stack trace.
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse("");
  }

  /** What helps against it in the place where it happened, as part of a sentence. */
  public static String remedy(Throwable failure) {
    return reason(failure).contains("Too many open files")
        ? "allow this user more open files (ulimit -n)"
        : "free space or permissions there";
  }

  /** The failure of a file among the causes of what Spark threw; null if there is none. */
  public static @Nullable Throwable among(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof FSError) {
        return cause;
      }
    }
    return null;
  }
}
