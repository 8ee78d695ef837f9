package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.results.recorded.RecordedRun;

/** The settings that people ask for first, with their values in all runs. */
final class Facts {

  /** Values of a setting that are named; more are counted. */
  private static final int MOST_NAMED = 6;

  private static final String DATA_NAME = "data.name";
  private static final String DATA_PATH = "data.path";
  private static final String LEARNING_RATE = "train.learningRate";

  private static final Map<String, String> SETTINGS = settings();

  private Facts() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("methods", "methods");
    settings.put("data", DATA_NAME);
    settings.put("model", "model");
    settings.put("devices", "devices");
    settings.put("rounds", "rounds");
    settings.put("partition", "partition.kind");
    settings.put("links", "links.kind");
    settings.put("learning rate", LEARNING_RATE);
    settings.put("batch size", "train.batchSize");
    settings.put("seeds", RecordedRun.SEED);
    return settings;
  }

  static void add(Html html, Comparison comparison) {
    List<RecordedRun> runs = comparison.begun();
    if (runs.isEmpty()) {
      return;
    }
    html.add("<dl class=\"facts\">");
    SETTINGS.forEach(
        (name, key) -> html.add("<div><dt>%s</dt><dd>%s</dd></div>", name, values(runs, key)));
    String versions =
        runs.stream()
            .map(run -> run.environment().getOrDefault("hyperprism", "unknown"))
            .distinct()
            .collect(Collectors.joining(", "));
    addIfThere(html, runs, "attackers");
    addIfThere(html, runs, "compression");
    html.add("<div><dt>version</dt><dd>%s</dd></div>", versions);
    html.add("</dl>");
  }

  /** What few runs have. */
  private static void addIfThere(Html html, List<RecordedRun> runs, String name) {
    List<String> values =
        runs.stream()
            .map(run -> run.environment().getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList();
    if (!values.isEmpty()) {
      html.add("<div><dt>%s</dt><dd>%s</dd></div>", name, named(values));
    }
  }

  private static String values(List<RecordedRun> runs, String key) {
    if (key.equals(LEARNING_RATE)) {
      return rates(runs);
    }
    List<String> values =
        key.equals(RecordedRun.METHODS)
            ? runs.stream().flatMap(run -> run.methods().stream()).distinct().toList()
            : runs.stream().map(run -> described(run, key)).distinct().toList();
    return key.equals(RecordedRun.METHODS) ? String.join(", ", values) : named(values);
  }

  /** Those that the methods used, which is that of all where a method's own is no number. */
  private static String rates(List<RecordedRun> runs) {
    Map<String, List<String>> byMethod = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      for (String method : run.methods()) {
        String own = run.settings().getOrDefault(method + ".learningRate", "");
        byMethod
            .computeIfAbsent(method, name -> new ArrayList<>())
            .add(own.matches("\\d.*") ? own : run.setting(LEARNING_RATE));
      }
    }
    Map<String, String> rates = new LinkedHashMap<>();
    byMethod.forEach((method, all) -> rates.put(method, named(all.stream().distinct().toList())));
    List<String> different = rates.values().stream().distinct().toList();
    return different.size() == 1
        ? different.get(0)
        : rates.entrySet().stream()
            .map(rate -> rate.getKey() + " " + rate.getValue())
            .collect(Collectors.joining("; "));
  }

  private static String named(List<String> values) {
    return values.size() <= MOST_NAMED ? String.join(", ", values) : values.size() + " values";
  }

  /** A kind with the number that it is mostly described by. */
  private static String described(RecordedRun run, String key) {
    // The name is of no account where a path is given.
    String value =
        key.equals(DATA_NAME)
            ? run.settings().getOrDefault(DATA_PATH, run.setting(key))
            : run.setting(key);
    return switch (key + " " + value) {
      case "partition.kind dirichlet" -> value + " " + run.setting("partition.alpha");
      case "partition.kind shards" -> value + " " + run.setting("partition.shardsPerDevice");
      case "links.kind density" -> value + " " + run.setting("links.density");
      default -> value;
    };
  }
}
