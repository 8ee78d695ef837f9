package org.hyperprism.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hyperprism.results.recorded.RecordedRun;

/**
 * A setting, or a part of the environment, that is not the same in all runs.
 *
 * @param key its name
 * @param kind what it is
 * @param runs names of the runs that have a value, by value, in the order of the runs
 */
public record Difference(String key, Kind kind, Map<String, List<String>> runs) {

  /** What can differ. */
  public enum Kind {
    SETTING("setting"),
    ENVIRONMENT("version or machine");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As tables have it. */
    public String word() {
      return word;
    }
  }

  /** In the place of a value without a letter. */
  private static final String EMPTY = "(empty)";

  /**
   * Parts of the environment without a say in a result: why the mode was chosen, the JVM's flags,
   * and the identity of the run and of Spark's application.
   */
  private static final Set<String> UNIMPORTANT =
      Set.of("engine_mode_reason", "jvm_arguments", "run", "application");

  /** What differs between runs: settings first, then versions and machines. */
  static List<Difference> between(List<RecordedRun> runs) {
    List<Difference> differences = new ArrayList<>();
    Set<String> settings = new TreeSet<>();
    runs.forEach(run -> settings.addAll(run.settings().keySet()));
    for (String key : settings) {
      add(differences, key, Kind.SETTING, runs);
    }
    Set<String> environment = new TreeSet<>();
    runs.forEach(run -> environment.addAll(run.environment().keySet()));
    environment.removeAll(UNIMPORTANT);
    for (String key : environment) {
      add(differences, key, Kind.ENVIRONMENT, runs);
    }
    return differences;
  }

  private static void add(
      List<Difference> differences, String key, Kind kind, List<RecordedRun> runs) {
    Map<String, List<String>> byValue = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      Map<String, String> values = kind == Kind.SETTING ? run.settings() : run.environment();
      String value = values.getOrDefault(key, RecordedRun.NO_SETTING);
      byValue
          .computeIfAbsent(value.isBlank() ? EMPTY : value, each -> new ArrayList<>())
          .add(run.name());
    }
    if (byValue.size() > 1) {
      differences.add(new Difference(key, kind, byValue));
    }
  }
}
