package org.hyperprism.results.recorded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hyperprism.results.RoundMetrics;

/**
 * What a run directory holds, as far as it goes: of a run that is complete, that goes on, that
 * failed, or that an older version left.
 *
 * @param name of the run: its directory's
 * @param directory where it lies
 * @param settings every setting as {@code resolved.conf} has it, by key, in the order of the keys,
 *     and {@link #VARIANT}
 * @param environment versions and machine, by name
 * @param rounds {@code metrics.csv}
 * @param devices {@code devices.csv}
 * @param classes {@code classes.csv}
 * @param exponents {@code exponents.csv}
 * @param partition {@code partition.csv}
 * @param complete whether every method is done
 * @param failure why it failed, where it or its sweep says so
 */
public record RecordedRun(
    String name,
    String directory,
    Map<String, String> settings,
    Map<String, String> environment,
    RecordedTable rounds,
    RecordedTable devices,
    RecordedTable classes,
    RecordedTable exponents,
    RecordedTable partition,
    boolean complete,
    Optional<String> failure) {

  /** The setting of the methods, in which they are parted by spaces. */
  public static final String METHODS = "methods";

  public static final String SEED = "seed";

  /** Stands among the settings of a sweep's run: the name of its variant, where it has one. */
  public static final String VARIANT = "variant";

  /** The methods of which there are rounds, in order; if there are none, those of the settings. */
  public List<String> methods() {
    Set<String> found = new LinkedHashSet<>();
    for (int row = 0; row < rounds.size(); row++) {
      found.add(rounds.text(row, RoundMetrics.METHOD));
    }
    if (found.isEmpty()) {
      found.addAll(List.of(settings.getOrDefault(METHODS, "").split(" ")));
      found.remove("");
    }
    return List.copyOf(found);
  }

  /** The rows of a table that are of a method. */
  public static List<Integer> rowsOf(RecordedTable table, String method) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      if (table.text(row, RoundMetrics.METHOD).equals(method)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The last round of a method; 0 if there is none. */
  public int lastRound(String method) {
    return rowsOf(rounds, method).stream()
        .mapToInt(row -> (int) rounds.number(row, RoundMetrics.ROUND).orElse(0))
        .max()
        .orElse(0);
  }

  /** In the place of a setting that a run's version does not have. */
  public static final String NO_SETTING = "(none)";

  /** A setting, or {@link #NO_SETTING}. */
  public String setting(String key) {
    return settings.getOrDefault(key, NO_SETTING);
  }

  /** The same run by another name. */
  RecordedRun named(String other) {
    return new RecordedRun(
        other,
        directory,
        settings,
        environment,
        rounds,
        devices,
        classes,
        exponents,
        partition,
        complete,
        failure);
  }
}
