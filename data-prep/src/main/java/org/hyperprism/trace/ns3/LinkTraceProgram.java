package org.hyperprism.trace.ns3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.program.Program;
import org.hyperprism.program.ScratchFolder;

/**
 * The simulation program, built when it is first wanted and kept in {@code <cache>/ns3/<key>},
 * where the key changes with the source, the command that builds it and the version of NS-3.
 */
final class LinkTraceProgram {

  private static final String NAME = "link-trace";
  private static final List<String> HEADERS = List.of("options.h", "world.h");
  private static final List<String> SOURCES = List.of("options.cc", "world.cc", "link_trace.cc");
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(15);
  private static final int KEY_DIGITS = 16;

  private final Path executable;

  private LinkTraceProgram(Path executable) {
    this.executable = executable;
  }

  /**
   * The program, built now or earlier.
   *
   * @param cache folder that keeps it; made when it is missing
   * @param searchPath folders of programs as in the environment variable {@code PATH}
   * @param notices receives a line if it is built
   * @throws EnvironmentException if the compiler or NS-3 is missing, the build fails, or the cache
   *     cannot be written
   */
  static LinkTraceProgram in(Path cache, String searchPath, Consumer<String> notices)
      throws InterruptedException {
    try (ScratchFolder scratch = scratchIn(cache.resolve("ns3"))) {
      Toolchain toolchain = Toolchain.find(searchPath, scratch.path());
      Path kept = cache.resolve("ns3").resolve(key(toolchain));
      Path executable = kept.resolve(NAME);
      if (!Files.isExecutable(executable)) {
        notices.accept("building the NS-3 simulation (once)");
        build(toolchain, scratch.path());
        Files.createDirectories(kept);
        ScratchFolder.move(scratch.path().resolve(NAME), executable);
      }
      return new LinkTraceProgram(executable);
    } catch (IOException e) {
      throw new EnvironmentException(
          "the NS-3 simulation could not be built in " + cache + " (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Runs a simulation.
   *
   * @param stride probes are sent in rounds 1, 1 + stride, 1 + 2 stride ... only
   * @param lines receives what it writes, line by line
   * @throws EnvironmentException if it fails
   */
  void run(Ns3Options options, int stride, Path work, Consumer<String> lines)
      throws InterruptedException {
    run(options.arguments(stride), work, lines);
  }

  /** Which NS-3 it was built with, such as {@code NS-3 3.37}. */
  String version(Path work) throws InterruptedException {
    StringBuilder said = new StringBuilder();
    run(List.of("--version"), work, said::append);
    return said.toString();
  }

  private void run(List<String> arguments, Path work, Consumer<String> lines)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(arguments);
    try {
      Program.lines(command, work, lines);
    } catch (IOException e) {
      throw new EnvironmentException(
          String.format(
              "the NS-3 simulation failed: %s; if NS-3 has changed, delete %s, and it is built"
                  + " anew",
              e.getMessage(), executable.getParent()),
          e);
    }
  }

  private static ScratchFolder scratchIn(Path folder) {
    try {
      Files.createDirectories(folder);
      return ScratchFolder.in(folder, ".build-");
    } catch (IOException e) {
      throw new EnvironmentException(
          String.format(
              "cannot write to the cache %s (%s): give a cache folder that you may write to",
              folder, FileFailure.reason(e)),
          e);
    }
  }

  private static void build(Toolchain toolchain, Path folder)
      throws IOException, InterruptedException {
    for (List<String> names : List.of(HEADERS, SOURCES)) {
      for (String name : names) {
        Files.write(folder.resolve(name), source(name));
      }
    }
    try {
      Program.run(toolchain.build(SOURCES, NAME), folder, BUILD_LIMIT);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + "; it is written for NS-3 3.37, and found " + toolchain.library(), e);
    }
  }

  private static String key(Toolchain toolchain) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    for (List<String> names : List.of(HEADERS, SOURCES)) {
      for (String name : names) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(source(name));
      }
    }
    String how = String.join(" ", toolchain.build(SOURCES, NAME)) + " " + toolchain.library();
    digest.update(how.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_DIGITS);
  }

  private static byte[] source(String name) throws IOException {
    try (InputStream stream = LinkTraceProgram.class.getResourceAsStream("source/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("this build of HyperPrism lacks ns3/" + name);
      }
      return stream.readAllBytes();
    }
  }
}
