package org.hyperprism.trace.ns3;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.program.Program;

/**
 * The C++ compiler of this machine and the NS-3 it finds.
 *
 * @param compiler the program {@code g++}
 * @param library the NS-3 library of Wi-Fi, with its version in its name
 */
record Toolchain(Path compiler, Path library) {

  /** Debian's packages. */
  private static final String HINT =
      "install the packages, such as by: apt-get install g++ libns3-dev";

  private static final String COMPILER = "g++";

  /** It depends on the others, and only the package for development has it under this name. */
  private static final String LIBRARY = "libns3-wifi.so";

  private static final List<String> LIBRARIES =
      List.of("-lns3-wifi", "-lns3-mobility", "-lns3-propagation", "-lns3-network", "-lns3-core");

  /**
   * Looks for both.
   *
   * @param searchPath folders of programs as in the environment variable {@code PATH}
   * @param work a folder to work in
   * @throws EnvironmentException if one of them is missing
   */
  static Toolchain find(String searchPath, Path work) throws IOException, InterruptedException {
    Path compiler =
        Stream.of(searchPath.split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .flatMap(folder -> program(folder).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new EnvironmentException(
                        "NS-3 traces need a C++ compiler, and there is no "
                            + COMPILER
                            + " on the PATH; "
                            + HINT));
    List<String> answer = new ArrayList<>();
    // A compiler that does not have the file repeats its bare name.
    Program.lines(List.of(compiler.toString(), "-print-file-name=" + LIBRARY), work, answer::add);
    Path library = Path.of(answer.isEmpty() ? LIBRARY : answer.get(0));
    if (!library.isAbsolute() || !Files.exists(library)) {
      throw new EnvironmentException(
          String.format("NS-3 traces need NS-3, and %s finds no %s; %s", compiler, LIBRARY, HINT));
    }
    return new Toolchain(compiler, library.toRealPath());
  }

  private static Optional<Path> program(String folder) {
    try {
      Path program = Path.of(folder, COMPILER);
      return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The command that builds a program of some sources. */
  List<String> build(List<String> sources, String program) {
    List<String> command =
        new ArrayList<>(List.of(compiler.toString(), "-std=c++17", "-O2", "-o", program));
    command.addAll(sources);
    command.addAll(LIBRARIES);
    return command;
  }
}
