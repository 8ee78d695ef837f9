package org.hyperprism.results.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.OneLine;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.setting.HoconText;

/** Reads runs and sweeps again, those of older versions and unfinished ones too. */
public final class RecordedRuns {

  private static final String SWEEP_RESULTS = "results.csv";

  private RecordedRuns() {}

  /**
   * The runs in several places, in this order. Runs of the same name are told apart by their
   * places.
   *
   * @param places run directories, directories of sweeps, or folders of run directories: paths of
   *     this machine or URIs
   * @throws ConfigurationException if a place holds no run
   * @throws DataException if a file of a run is damaged
   */
  public static List<RecordedRun> read(List<String> places, Configuration hadoop) {
    List<RecordedRun> runs = new ArrayList<>();
    for (String place : places) {
      runs.addAll(read(place, hadoop));
    }
    Map<String, Long> names =
        runs.stream().collect(Collectors.groupingBy(RecordedRun::name, Collectors.counting()));
    return runs.stream()
        .map(run -> names.getOrDefault(run.name(), 1L) == 1 ? run : run.named(run.directory()))
        .toList();
  }

  private static List<RecordedRun> read(String place, Configuration hadoop) {
    RunDirectory directory = directory(place, hadoop);
    if (isRun(directory)) {
      return List.of(run(directory, Optional.empty(), Optional.empty()));
    }
    RecordedTable results = table(directory, SWEEP_RESULTS);
    Map<String, String> failures = byCell(results, "failure");
    Map<String, String> variants = byCell(results, RecordedRun.VARIANT);
    List<RecordedRun> runs = new ArrayList<>();
    for (RunDirectory each : directory.directories()) {
      if (isRun(each)) {
        runs.add(
            run(
                each,
                Optional.ofNullable(variants.get(each.name())),
                Optional.ofNullable(failures.remove(each.name()))));
      }
    }
    failures.forEach((name, failure) -> runs.add(failed(name, directory.uri(name), failure)));
    if (runs.isEmpty()) {
      throw new ConfigurationException(
          "%s holds neither a run nor a sweep with runs (no %s there); expected a directory that hyperprism run or hyperprism sweep made"
              .formatted(place, RunDirectory.Kind.RUN.marker()));
    }
    return runs;
  }

  /**
   * The directory of a place, whatever it holds.
   *
   * @throws ConfigurationException if there is none
   */
  public static RunDirectory directory(String place, Configuration hadoop) {
    return RunDirectory.existing(place, hadoop)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    place + " is not a directory; expected the directory of a run or a sweep"));
  }

  private static boolean isRun(RunDirectory directory) {
    return directory.read(RunDirectory.Kind.RUN.marker()).isPresent();
  }

  /** What a column of a sweep's results says, by the names of its experiments, where it does. */
  private static Map<String, String> byCell(RecordedTable results, String column) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int row = 0; row < results.size(); row++) {
      String value = results.text(row, column);
      if (!value.isEmpty()) {
        values.put(results.text(row, "cell"), value);
      }
    }
    return values;
  }

  private static RecordedRun failed(String name, String directory, String failure) {
    RecordedTable none = RecordedTable.NONE;
    return new RecordedRun(
        name,
        directory,
        Map.of(),
        Map.of(),
        none,
        none,
        none,
        none,
        none,
        false,
        Optional.of(failure));
  }

  private static RecordedRun run(
      RunDirectory directory, Optional<String> variant, Optional<String> failure) {
    Map<String, String> settings = settings(directory);
    variant.ifPresent(name -> settings.put(RecordedRun.VARIANT, name));
    return new RecordedRun(
        directory.name(),
        directory.toString(),
        settings,
        environment(directory),
        table(directory, RunDirectory.METRICS),
        table(directory, RunDirectory.DEVICES),
        table(directory, RunDirectory.CLASSES),
        table(directory, RunDirectory.EXPONENTS),
        table(directory, RunDirectory.PARTITION),
        directory.read(RunDirectory.SUMMARY).isPresent(),
        failure.or(() -> directory.read(RunDirectory.FAILURE).map(String::strip)));
  }

  private static RecordedTable table(RunDirectory directory, String file) {
    return directory
        .read(file)
        .map(text -> RecordedTable.parse(text, directory.uri(file)))
        .orElse(RecordedTable.NONE);
  }

  private static Map<String, String> settings(RunDirectory directory) {
    String text = directory.read(RunDirectory.CONFIGURATION).orElse("");
    try {
      Map<String, String> settings = new TreeMap<>();
      for (Map.Entry<String, ConfigValue> entry : HoconText.written(text).entrySet()) {
        settings.put(
            String.join(".", ConfigUtil.splitPath(entry.getKey())), text(entry.getValue()));
      }
      return settings;
    } catch (ConfigException | StackOverflowError damaged) {
      throw new DataException(
          "%s cannot be read: %s; run the experiment anew"
              .formatted(
                  directory.uri(RunDirectory.CONFIGURATION), OneLine.of(HoconText.reason(damaged))),
          damaged);
    }
  }

  private static String text(ConfigValue value) {
    return value instanceof ConfigList list
        ? list.stream().map(RecordedRuns::text).collect(Collectors.joining(" "))
        : String.valueOf(value.unwrapped());
  }

  /** What {@code environment.json} of a run says; nothing where it is not there. */
  public static Map<String, String> environment(RunDirectory directory) {
    String text = directory.read(RunDirectory.ENVIRONMENT).orElse("{}");
    try {
      Map<String, String> environment = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(text).properties()) {
        environment.put(entry.getKey(), entry.getValue().asText());
      }
      return environment;
    } catch (JsonProcessingException damaged) {
      throw new DataException(
          directory.uri(RunDirectory.ENVIRONMENT)
              + " is not the JSON text that a run writes; run the experiment anew",
          damaged);
    }
  }
}
