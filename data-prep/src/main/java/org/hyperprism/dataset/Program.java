package org.hyperprism.dataset;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program of this machine, for a bounded time and without output to the user. */
final class Program {

  private static final int LINES_SHOWN = 3;

  private Program() {}

  /**
   * @param directory where the program runs; receives its output as {@code program.log}
   * @throws IOException if the program is not installed, fails or takes longer than the limit; the
   *     message holds the first lines it said
   */
  static void run(List<String> command, Path directory, Duration limit)
      throws IOException, InterruptedException {
    Path log = directory.resolve("program.log");
    Process process = start(command, directory, log);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            command.get(0) + " had not ended after " + limit.toSeconds() + " seconds");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          String.format(
              "%s ended with exit code %d: %s", command.get(0), process.exitValue(), said(log)));
    }
  }

  private static Process start(List<String> command, Path directory, Path log) throws IOException {
    try {
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new IOException(command.get(0) + " is not installed or cannot be started", e);
    }
  }

  private static String said(Path log) throws IOException {
    // A program may write bytes that are not text of this machine's encoding.
    String text = new String(Files.readAllBytes(log), Charset.defaultCharset());
    try (Stream<String> lines = text.lines()) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .limit(LINES_SHOWN)
          .collect(Collectors.joining("; "));
    }
  }
}
