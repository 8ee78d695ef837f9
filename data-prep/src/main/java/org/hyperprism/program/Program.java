package org.hyperprism.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a program of this machine; it does not outlive the call, nor this JVM. */
public final class Program {

  private static final int LINES_SHOWN = 3;
  private static final String LOG = "program.log";

  /** That of this machine's programs; Java's own default is UTF-8 since version 18. */
  private static final Charset ENCODING =
      Charset.forName(System.getProperty("native.encoding", Charset.defaultCharset().name()));

  /**
   * Exit codes of a program that Ctrl-C or a request to terminate has ended: 128 and the signal.
   */
  private static final Set<Integer> INTERRUPTED = Set.of(130, 143);

  private Program() {}

  /**
   * Runs a program for a bounded time and without output to the user.
   *
   * @param directory where the program runs; receives its output as {@code program.log}
   * @throws IOException if the program is not installed, fails or takes longer than the limit; the
   *     message holds the first lines it said
   */
  public static void run(List<String> command, Path directory, Duration limit)
      throws IOException, InterruptedException {
    Path log = directory.resolve(LOG);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try (Running running = new Running(start(builder))) {
      if (!running.process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            command.get(0) + " had not ended after " + limit.toSeconds() + " seconds");
      }
      running.checkExitCode(command, log);
    }
  }

  /**
   * Runs a program until it ends by itself, and hands over each line of its standard output as it
   * comes, on a thread of this call. A program that fails has its last line withheld, which may
   * have been cut short.
   *
   * @param directory where the program runs; receives its standard error as {@code program.log}
   * @param lines receives the lines; what it throws ends the program and is thrown by this method
   * @throws IOException if the program is not installed or fails; the message holds the first lines
   *     of its standard error
   * @throws InterruptedException if this thread or the program is interrupted; the program has
   *     ended
   */
  public static void lines(List<String> command, Path directory, Consumer<String> lines)
      throws IOException, InterruptedException {
    Path log = directory.resolve(LOG);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(log.toFile());
    ExecutorService reader = Executors.newSingleThreadExecutor(Program::daemon);
    try (Running running = new Running(start(builder))) {
      // The pipe cannot be read interruptibly; waiting for the thread that reads it can.
      Future<?> reading =
          reader.submit(
              () -> {
                handOver(running, command, log, lines);
                return null;
              });
      reading.get();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      reader.shutdownNow();
    }
  }

  private static void handOver(
      Running running, List<String> command, Path log, Consumer<String> lines)
      throws IOException, InterruptedException {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(running.process.getInputStream(), ENCODING))) {
      @Nullable String withheld = null;
      for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
        if (withheld != null) {
          lines.accept(withheld);
        }
        withheld = line;
      }
      running.process.waitFor();
      running.checkExitCode(command, log);
      if (withheld != null) {
        lines.accept(withheld);
      }
    }
  }

  private static IOException unwrapped(ExecutionException failure) throws InterruptedException {
    Throwable cause = failure.getCause();
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return cause instanceof IOException known ? known : new IOException(failure);
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(builder.command().get(0) + " is not installed or cannot be started", e);
    }
  }

  private static String said(Path log) throws IOException {
    // A program may write bytes that are no text of that encoding.
    String text = new String(Files.readAllBytes(log), ENCODING);
    try (Stream<String> lines = text.lines()) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .limit(LINES_SHOWN)
          .collect(Collectors.joining("; "));
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "program-output");
    thread.setDaemon(true);
    return thread;
  }

  /** A started program, ended with its children when this is closed or the JVM ends. */
  private static final class Running implements AutoCloseable {

    private final Process process;
    private final Thread atExit = new Thread(this::endAtExit, "program-end");
    private volatile boolean exiting;

    Running(Process process) throws IOException {
      this.process = process;
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
        process.getOutputStream().close();
      } catch (IOException | IllegalStateException e) {
        end();
        throw e;
      }
    }

    void checkExitCode(List<String> command, Path log) throws IOException, InterruptedException {
      int code = process.exitValue();
      // Ctrl-C reaches the program too, often before this JVM.
      if (exiting || INTERRUPTED.contains(code)) {
        throw new InterruptedException(command.get(0) + " was interrupted");
      }
      if (code != 0) {
        throw new IOException(
            String.format("%s ended with exit code %d: %s", command.get(0), code, said(log)));
      }
    }

    private void endAtExit() {
      exiting = true;
      end();
    }

    private void end() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }

    @Override
    public void close() {
      end();
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // The JVM is ending, and runs the hook itself.
      }
    }
  }
}
