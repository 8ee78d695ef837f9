package org.hyperprism.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a file or a server could not be read or written, in the operating system's words and without
 * the name of a class of Java's.
 */
public final class FileFailure {

  /** How the message of an exception begins that was made of nothing but its cause. */
  private static final Pattern CLASS_NAME = Pattern.compile("(?:\\w+\\.)+\\w*(?:Exception|Error)");

  private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private FileFailure() {}

  /** The reason in one line, such as {@code No space left on device}. */
  public static String reason(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    // Hadoop throws what a disk refuses as an error of its own.
    if (failure instanceof Error && cause instanceof IOException) {
      return reason(cause);
    }
    if (failure instanceof FileSystemException named) {
      return reason(named);
    }
    String message = line(failure);
    if (failure instanceof UnknownHostException) {
      return "there is no host " + message;
    }
    if (cause != null && (message.isEmpty() || message.equals(cause.toString()))) {
      return reason(cause);
    }
    if (!message.isEmpty() && !CLASS_NAME.matcher(message).matches()) {
      return message;
    }
    return failure instanceof EOFException
        ? "it ends too early"
        : words(failure.getClass().getSimpleName());
  }

  private static String reason(FileSystemException failure) {
    // The messages of these are the name of the file alone.
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no " + failure.getFile();
    }
    if (failure instanceof FileAlreadyExistsException) {
      return failure.getFile() + " is there already";
    }
    if (failure instanceof NotDirectoryException) {
      return failure.getFile() + " is no folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return failure.getFile() + " is not empty";
    }
    @Nullable String reason = failure.getReason();
    return reason == null ? line(failure) : reason;
  }

  /** Messages of a remote Hadoop service go on with its stack trace. */
  private static String line(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  /** What an exception without a message says by its name: {@code closed channel}. */
  private static String words(String name) {
    return NEXT_WORD
        .matcher(name.replaceFirst("(?<=.)(Exception|Error)$", ""))
        .replaceAll(" ")
        .toLowerCase(Locale.ROOT);
  }

  /** What helps against it in the place where it happened, as part of a sentence. */
  public static String remedy(Throwable failure) {
    String reason = reason(failure);
    if (reason.contains("Too many open files")) {
      return "allow this user more open files (ulimit -n)";
    }
    return reason.endsWith("cannot write there")
        ? "take a folder of this machine or of HDFS"
        : "free space or permissions there";
  }
}
