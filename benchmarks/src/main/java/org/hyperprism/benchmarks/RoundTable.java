package org.hyperprism.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hyperprism.engine.EngineMode;

/**
 * Whole rounds of many settings as Markdown tables, each setting in a Java process of its own, and
 * beside them the rounds of PyTorch, with and without Ray, where a Python with these is named.
 *
 * <pre>java @conf/jvm.options -cp benchmarks/target/benchmarks.jar
 *   org.hyperprism.benchmarks.RoundTable [models] [steps] [devices] [densities] [partitions]
 *   [python=FILE] [cores=2] [rounds=200] [warm-up=500]</pre>
 */
public final class RoundTable {

  private static final RoundSetting BASE =
      new RoundSetting("lr", "dpsgd", "vector", EngineMode.LOCAL, 2, 50, 0.5, 128, 1);
  private static final List<String> METHODS = List.of("dpsgd", "hyperprism");
  private static final List<EngineMode> MODES = List.of(EngineMode.LOCAL, EngineMode.DISTRIBUTED);

  private final RoundSetting base;
  private final int rounds;
  private final int warmUp;
  private final Rivals rivals;

  private RoundTable(RoundSetting base, int rounds, int warmUp, Rivals rivals) {
    this.base = base;
    this.rounds = rounds;
    this.warmUp = warmUp;
    this.rivals = rivals;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = new TreeMap<>();
    List<String> tables = new ArrayList<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      if (pair.length == 2) {
        options.put(pair[0], pair[1]);
      } else {
        tables.add(argument);
      }
    }
    int cores = Integer.parseInt(options.getOrDefault("cores", "2"));
    RoundTable table =
        new RoundTable(
            BASE.withPartitions(cores),
            Integer.parseInt(options.getOrDefault("rounds", "200")),
            Integer.parseInt(options.getOrDefault("warm-up", "500")),
            new Rivals(options.getOrDefault("python", ""), cores));
    if (tables.isEmpty()) {
      tables = List.of("models", "steps", "devices", "densities", "partitions");
    }
    for (String name : tables) {
      table.print(name);
    }
  }

  private void print(String name) throws IOException, InterruptedException {
    switch (name) {
      case "models" -> models();
      case "steps" -> steps();
      case "devices" -> devices();
      case "densities" -> densities();
      case "partitions" -> partitions();
      default -> throw new IllegalArgumentException("no such table: " + name);
    }
  }

  private void models() throws IOException, InterruptedException {
    heading("Models: 50 devices, half of all links, one local step, batches of 128", "model");
    for (String backend : List.of("lr vector", "mlp vector", "lenet torch", "cnn torch")) {
      String[] words = backend.split(" ", -1);
      compare(words[0] + ", " + words[1], base.withModel(words[0], words[1]));
    }
  }

  private void steps() throws IOException, InterruptedException {
    heading("Local steps: lr, 50 devices, half of all links, batches of 128", "local steps");
    for (int steps : new int[] {1, 10}) {
      compare(Integer.toString(steps), base.withLocalSteps(steps));
    }
  }

  private void devices() throws IOException, InterruptedException {
    heading("Devices: lr, ten neighbours each, batches of 6", "devices");
    for (int devices : new int[] {100, 300, 1_000, 3_000, 10_000}) {
      ours(
          Integer.toString(devices),
          base.withBatch(6).withDevices(devices, 10.0 / (devices - 1)),
          MODES);
    }
  }

  private void densities() throws IOException, InterruptedException {
    heading("Densities: lr, 50 devices, batches of 128, distributed", "density");
    for (double density : new double[] {0.1, 0.3, 0.5, 1}) {
      ours(
          Double.toString(density),
          base.withDevices(base.devices(), density),
          List.of(EngineMode.DISTRIBUTED));
    }
  }

  private void partitions() throws IOException, InterruptedException {
    heading("Partitions: lr, 50 devices, half of all links, batches of 128", "partitions");
    for (int partitions : new int[] {1, 2, 4, 8}) {
      ours(Integer.toString(partitions), base.withPartitions(partitions), MODES);
    }
  }

  private static void heading(String title, String first) {
    System.out.printf(
        "%n%s%n%n| %s | method | carried by | ms a round | fastest | first 100 | local steps, core ms |"
            + " aggregation, core ms | MB shuffled | GC | peak GB |%n"
            + "|---|---|---|---|---|---|---|---|---|---|---|%n",
        title, first);
  }

  private void compare(String label, RoundSetting setting)
      throws IOException, InterruptedException {
    ours(label, setting, MODES);
    for (String method : METHODS) {
      for (Rivals.Timing timing : rivals.measure(setting.withMethod(method), rounds)) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %s | %.1f | %.1f | | | | | | |%n",
            label,
            method,
            timing.name(),
            timing.milliseconds(),
            timing.fastest());
      }
    }
  }

  private void ours(String label, RoundSetting setting, List<EngineMode> modes)
      throws IOException, InterruptedException {
    for (String method : METHODS) {
      for (EngineMode mode : modes) {
        MeasuredRound measured = measure(setting.withMethod(method).withMode(mode));
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.1f %% | %.2f |%n",
            label,
            method,
            mode.name().toLowerCase(Locale.ROOT),
            measured.milliseconds(),
            measured.fastest(),
            measured.cold(),
            measured.localSteps(),
            measured.aggregation(),
            measured.megabytes(),
            measured.collectingPercent(),
            measured.peakGigabytes());
      }
    }
  }

  private MeasuredRound measure(RoundSetting setting) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RoundMeter.class.getName());
    command.add(Integer.toString(warmUp));
    command.add(Integer.toString(rounds));
    command.addAll(setting.words());
    String output = run(command);
    return output
        .lines()
        .filter(MeasuredRound::isLine)
        .map(MeasuredRound::parse)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(setting + " was not measured:\n" + output));
  }

  /** What a command prints, errors included. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    return exit == 0 ? output : output + Arrays.asList("exit code", exit);
  }
}
