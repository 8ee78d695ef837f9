package org.hyperprism.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for a test, on the test's class path. */
public final class JvmProbe {

  private JvmProbe() {}

  /**
   * What a program prints, errors and the JVM's own warnings too.
   *
   * @param main the class to run
   * @param flags of the JVM
   */
  public static String run(Class<?> main, String... flags)
      throws IOException, InterruptedException {
    return run(Map.of(), main, flags);
  }

  /** The same with variables added to the environment. */
  public static String run(Map<String, String> environment, Class<?> main, String... flags)
      throws IOException, InterruptedException {
    return run(environment, List.of(flags), main);
  }

  /**
   * The same with arguments for the program. It lives no longer than the call, which the time limit
   * of a test interrupts.
   */
  public static String run(
      Map<String, String> environment, List<String> flags, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    // Not a pipe: waiting for the next line of one cannot be interrupted.
    Path output = Files.createTempFile("probe", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      int exitCode = process.waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(exitCode).as(text).isZero();
      return text;
    } catch (InterruptedException e) {
      String threads = threads(process.pid());
      e.addSuppressed(new AssertionError(Files.readString(output) + threads));
      throw e;
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(output);
    }
  }

  /** Where the threads of a JVM stand, for one that did not end in time. */
  private static String threads(long pid) throws IOException, InterruptedException {
    Path output = Files.createTempFile("threads", ".out");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "Thread.print",
                "-l")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean answered = jcmd.waitFor(20, TimeUnit.SECONDS);
      return answered ? Files.readString(output) : "this JVM says nothing of its threads";
    } finally {
      jcmd.destroyForcibly().waitFor();
      Files.delete(output);
    }
  }
}
