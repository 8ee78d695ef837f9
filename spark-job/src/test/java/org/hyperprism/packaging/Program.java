package org.hyperprism.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program that runs, with what it has printed so far; closing it ends it and its children. */
public final class Program implements AutoCloseable {

  /**
   * The line that the Java virtual machine prints at every start with the flag that brings the
   * Vector API; it has no switch to silence it.
   */
  private static final Pattern OF_THE_JVM =
      Pattern.compile("^WARNING: Using incubator modules: .*\\R", Pattern.MULTILINE);

  /** Exit code, standard output, and standard error without what is the JVM's own. */
  public record Result(int exitCode, String out, String err) {

    /** Both outputs, for the description of an assertion. */
    public String printed() {
      return "standard output:%n%s%nstandard error:%n%s".formatted(out, err);
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs a program to its end. */
  public static Result run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    try (Program program = start(directory, environment, command)) {
      return program.result();
    }
  }

  /** Starts a program. */
  public static Program start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile("program", ".out");
    Path err = Files.createTempFile("program", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Program(builder.start(), out, err);
  }

  /** Waits for the end of the program. */
  public Result result() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(process.info() + " does not end;\n" + now().printed());
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  /** Waits until the program has printed a text, on either output; returns both so far. */
  public String await(String text) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      boolean ended = !process.isAlive();
      String printed = now().printed();
      if (printed.contains(text)) {
        return printed;
      }
      if (ended) {
        break;
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("'" + text + "' was not printed;\n" + now().printed());
  }

  /** The process itself. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  private Result now() throws IOException {
    return new Result(process.isAlive() ? -1 : process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return OF_THE_JVM.matcher(Files.readString(file, StandardCharsets.UTF_8)).replaceAll("");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
