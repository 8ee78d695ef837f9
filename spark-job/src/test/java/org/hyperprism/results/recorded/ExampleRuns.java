package org.hyperprism.results.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hyperprism.results.Column;
import org.hyperprism.results.RoundMetrics;

/**
 * Run directories as this version writes them, with numbers from a formula in place of a run's, so
 * that tests need not wait for one.
 */
public final class ExampleRuns {

  private static final int CLASSES = 10;

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> methods = List.of("hyperprism", "dpsgd");
  private int devices = 6;
  private int rounds = 10;
  private int recorded = Integer.MAX_VALUE;
  private int evaluateEvery = 2;
  private boolean timed;

  public ExampleRuns() {
    with("model", "lr").with("partition.kind", "dirichlet").with("partition.alpha", "0.1");
    with("links.kind", "density").with("links.density", "0.5").with("seed", "1");
    with("train.learningRate", "0.01");
    environment.put("hyperprism", "0.1.0");
    environment.put("git_revision", "abc1234");
  }

  public ExampleRuns with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  public ExampleRuns ofVersion(String version) {
    environment.put("hyperprism", version);
    return this;
  }

  public ExampleRuns ofMethods(String... names) {
    methods = List.of(names);
    return this;
  }

  public ExampleRuns ofSize(int deviceCount, int roundCount) {
    devices = deviceCount;
    rounds = roundCount;
    return this;
  }

  /** As a run that has done this many rounds of its first method, and none of the others. */
  public ExampleRuns unfinishedAfter(int round) {
    recorded = round;
    return this;
  }

  /** No round is evaluated if 0. */
  public ExampleRuns evaluatedEvery(int every) {
    evaluateEvery = every;
    return this;
  }

  /** With rounds of 1.5 simulated seconds and 2500 joules. */
  public ExampleRuns timed() {
    timed = true;
    return with("time.enabled", "true");
  }

  /** Writes the directory. */
  public Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Random random = new Random(settings.hashCode());
    environment.put("run", UUID.nameUUIDFromBytes(directory.toString().getBytes(UTF_8)).toString());
    with(
        "methods",
        "[" + methods.stream().map(n -> '"' + n + '"').collect(Collectors.joining(",")) + "]");
    with("devices", Integer.toString(devices)).with("rounds", Integer.toString(rounds));
    write(
        directory,
        "resolved.conf",
        settings.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList());
    write(
        directory,
        "environment.json",
        List.of(
            environment.entrySet().stream()
                .map(e -> "\"%s\" : \"%s\"".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"))));
    write(directory, "partition.csv", partition(random));
    boolean complete = recorded == Integer.MAX_VALUE;
    List<String> metrics = new ArrayList<>();
    metrics.add(RoundMetrics.COLUMNS.stream().map(Column::name).collect(Collectors.joining(",")));
    for (String method : complete ? methods : methods.subList(0, 1)) {
      for (int round = 1; round <= Math.min(rounds, recorded); round++) {
        metrics.add(row(method, round, random));
      }
    }
    write(directory, "metrics.csv", metrics);
    if (complete) {
      write(directory, "devices.csv", devices(random));
      write(directory, "classes.csv", classes());
      write(directory, "exponents.csv", exponents(random));
      write(directory, "summary.json", List.of("{}"));
    }
    return directory;
  }

  private static void write(Path directory, String file, List<String> lines) throws IOException {
    Files.write(directory.resolve(file), lines);
  }

  private String row(String method, int round, Random random) {
    double accuracy =
        (methods.indexOf(method) + 1.0) / (methods.size() + 1) * round / rounds
            + 0.05 * random.nextDouble();
    boolean evaluated = evaluateEvery > 0 && round % evaluateEvery == 0;
    return RoundMetrics.COLUMNS.stream()
        .map(
            column ->
                switch (column.name()) {
                  case "method" -> method;
                  case "round" -> Integer.toString(round);
                  case "accuracy_mean" -> evaluated ? number(accuracy) : "";
                  case "accuracy_std", "loss_std", "consensus_distance" ->
                      evaluated ? number(0.05 + 0.01 * random.nextDouble()) : "";
                  case "loss_mean" -> evaluated ? number(2.3 - accuracy) : "";
                  case "training_loss_mean" -> number(2.3 - accuracy);
                  case "edges" -> Long.toString(links());
                  case "bytes_sent" -> "5966760";
                  case "messages" -> "190";
                  case "p_decision", "effective_step_mean" -> number(3 - accuracy);
                  case "p_decision_std", "smallest_weight" -> "0.1";
                  case "seconds", "seconds_local_steps", "seconds_aggregation" ->
                      number(random.nextDouble());
                  case "seconds_simulated" -> timed ? "1.5" : "";
                  case "joules_simulated" -> timed ? "2500" : "";
                  case "staleness_rounds" ->
                      settings.containsKey("asynchrony.clock") ? number(random.nextDouble()) : "";
                  case "devices_present" ->
                      settings.containsKey("availability.leave")
                          ? Integer.toString(devices - round % 2)
                          : "";
                  default -> "";
                })
        .collect(Collectors.joining(","));
  }

  /** As many as the settings give. */
  private long links() {
    double density = Double.parseDouble(settings.getOrDefault("links.density", "0.5"));
    return Math.round(density * devices * (devices - 1) / 2);
  }

  private List<String> partition(Random random) {
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("device,samples,classes_present");
    for (int c = 0; c < CLASSES; c++) {
      header.append(",class_").append(c);
    }
    lines.add(header.toString());
    for (int device = 0; device < devices; device++) {
      StringBuilder row = new StringBuilder(device + "," + (100 + device) + ",3");
      for (int c = 0; c < CLASSES; c++) {
        row.append(',').append(random.nextInt(3) == 0 ? random.nextInt(200) : 0);
      }
      lines.add(row.toString());
    }
    return lines;
  }

  private List<String> devices(Random random) {
    List<String> lines = new ArrayList<>(List.of("method,device,samples,classes,accuracy,loss"));
    for (String method : methods) {
      for (int device = 0; device < devices; device++) {
        lines.add(
            "%s,%d,%d,3,%s,0.5"
                .formatted(method, device, 100 + device, number(0.3 + 0.6 * random.nextDouble())));
      }
    }
    return lines;
  }

  /** The first class is always known, others are taken for it as often as for themselves. */
  private List<String> classes() {
    StringBuilder header =
        new StringBuilder("method,class,samples,recall,recall_std,precision,f_measure");
    for (int c = 0; c < CLASSES; c++) {
      header.append(",predicted_").append(c);
    }
    List<String> lines = new ArrayList<>(List.of(header.toString()));
    for (String method : methods) {
      for (int label = 0; label < CLASSES; label++) {
        StringBuilder row = new StringBuilder(method + "," + label + ",10,0.5,0.1,0.5,0.5");
        for (int other = 0; other < CLASSES; other++) {
          int half = 5 * devices;
          row.append(',').append((other == 0 ? half : 0) + (other == label ? half : 0));
        }
        lines.add(row.toString());
      }
    }
    return lines;
  }

  private List<String> exponents(Random random) {
    List<String> lines = new ArrayList<>(List.of("method,round,device,part,p"));
    for (int round : new int[] {1, rounds}) {
      for (int device = 0; device < devices; device++) {
        lines.add(
            "%s,%d,%d,decision,%s"
                .formatted(methods.get(0), round, device, number(1 + 4 * random.nextDouble())));
      }
    }
    return lines;
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.9f", number);
  }
}
