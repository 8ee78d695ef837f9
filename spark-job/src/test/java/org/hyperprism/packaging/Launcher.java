package org.hyperprism.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The launcher of this repository, started as a user would. */
public final class Launcher {

  private static final String HEAP = "768m";

  private Launcher() {}

  /** The command line of {@code ./hyperprism} with these arguments. */
  public static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(repository("hyperprism")));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The command line of {@code ./hyperprism run conf/quickstart.conf} with more arguments. */
  public static List<String> quickstart(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(repository("hyperprism"), "run"));
    command.add(repository("conf/quickstart.conf"));
    command.addAll(arguments);
    return command;
  }

  /** Runs the quickstart to its end. */
  public static Program.Result runQuickstart(Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    return Program.run(directory, environment(), quickstart(arguments));
  }

  /** A small driver that other programs of this machine alone can reach. */
  public static Map<String, String> environment() {
    return Map.of("HYPERPRISM_HEAP", HEAP, "SPARK_LOCAL_IP", "127.0.0.1");
  }

  private static String repository(String file) {
    return Path.of("..", file).toAbsolutePath().normalize().toString();
  }
}
