package org.hyperprism.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.results.ResultSettings;
import org.hyperprism.results.recorded.RecordedNumber;
import org.hyperprism.results.recorded.RecordedRun;

/**
 * Which runs are repetitions of one another: those of a method whose settings differ in nothing but
 * the seed and what has no say in a result. Runs that are the same in all that, seed included, and
 * those of which one has a setting that the other's version lacked, are told apart by their
 * versions, or else by their names.
 */
final class Grouping {

  /** Neither true nor false. */
  private static final Pattern WORD = Pattern.compile("(?!true|false)[a-z][a-z-]*");

  private final List<RecordedRun> runs;
  private final Set<String> methods = new LinkedHashSet<>();
  private final List<String> keys;

  /**
   * @param differences between the runs
   */
  Grouping(List<RecordedRun> runs, List<Difference> differences) {
    this.runs = runs;
    runs.forEach(run -> methods.addAll(run.methods()));
    this.keys =
        differences.stream()
            .filter(difference -> difference.kind() == Difference.Kind.SETTING)
            .map(Difference::key)
            .filter(Grouping::hasASay)
            .toList();
  }

  private static boolean hasASay(String key) {
    return !key.equals(RecordedRun.SEED)
        && !key.equals(RecordedRun.METHODS)
        && ResultSettings.haveASay(key);
  }

  /** The series, in the order of the methods and the runs. */
  List<Series> series() {
    List<Series> series = new ArrayList<>();
    for (String method : methods) {
      List<RecordedRun> having =
          runs.stream().filter(run -> run.methods().contains(method)).toList();
      List<String> said = keys.stream().filter(key -> concerns(key, method, having)).toList();
      List<String> named = fewest(said, having);
      Map<String, List<RecordedRun>> levels = new LinkedHashMap<>();
      for (RecordedRun run : having) {
        levels.computeIfAbsent(level(named, run), level -> new ArrayList<>()).add(run);
      }
      List<Series> ofMethod = new ArrayList<>();
      List<String> lacking = keys.stream().filter(key -> isLacking(key, method, having)).toList();
      levels.forEach(
          (level, same) -> ofMethod.addAll(toldApart(method, said, lacking, level, same)));
      for (int i = said.size() - 1; i >= 0; i--) {
        sortIfNumbers(ofMethod, said.get(i));
      }
      series.addAll(ofMethod);
    }
    return series;
  }

  /** Whether a setting concerns a method, and differs between the runs whose version has it. */
  private boolean concerns(String key, String method, List<RecordedRun> having) {
    return isOf(key, method)
        && having.stream()
                .map(run -> run.setting(key))
                .filter(value -> !value.equals(RecordedRun.NO_SETTING))
                .distinct()
                .count()
            > 1;
  }

  /** Whether a setting concerns a method, and the version of one of its runs lacked it. */
  private boolean isLacking(String key, String method, List<RecordedRun> having) {
    return isOf(key, method) && having.stream().anyMatch(run -> lacks(run, key));
  }

  private static boolean lacks(RecordedRun run, String key) {
    return !run.settings().containsKey(key);
  }

  /** Whether a setting is this method's or every method's. */
  private boolean isOf(String key, String method) {
    return Stream.concat(methods.stream(), MethodFactory.all().names().stream())
        .noneMatch(other -> !other.equals(method) && key.startsWith(other + "."));
  }

  /**
   * Settings that tell runs apart as well as all of them do, in the same order: of those that
   * change together, as with the variants of a sweep, their name says most, a preset or else a word
   * more than a number.
   */
  private static List<String> fewest(List<String> keys, List<RecordedRun> runs) {
    Comparator<String> tellingFirst =
        Comparator.<String>comparingInt(key -> key.equals(RecordedRun.VARIANT) ? 0 : 1)
            .thenComparingInt(key -> key.endsWith(".preset") ? 0 : 1)
            .thenComparingInt(key -> haveOnlyWords(key, runs) ? 0 : 1);
    List<String> kept = new ArrayList<>();
    for (String key : keys.stream().sorted(tellingFirst).toList()) {
      List<String> more = new ArrayList<>(kept);
      more.add(key);
      if (levels(more, runs) > levels(kept, runs)) {
        kept = more;
      }
    }
    return keys.stream().filter(kept::contains).toList();
  }

  private static long levels(List<String> keys, List<RecordedRun> runs) {
    return runs.stream().map(run -> keys.stream().map(run::setting).toList()).distinct().count();
  }

  private static boolean haveOnlyWords(String key, List<RecordedRun> runs) {
    return runs.stream()
        .map(run -> run.setting(key))
        .allMatch(value -> WORD.matcher(value).matches());
  }

  /** Sorts by a setting whose values are numbers; others stay in the order of the runs. */
  private static void sortIfNumbers(List<Series> series, String key) {
    if (series.stream().allMatch(each -> number(each.setting(key)).isPresent())) {
      series.sort(Comparator.comparingDouble(each -> number(each.setting(key)).getAsDouble()));
    }
  }

  /** A value as a number, if it is one. */
  static OptionalDouble number(String value) {
    return RecordedNumber.of(value);
  }

  /** Such as {@code alpha 0.1, density 0.5}. */
  private static String level(List<String> said, RecordedRun run) {
    return said.stream()
        .map(
            key ->
                key.equals(RecordedRun.VARIANT)
                    ? run.setting(key)
                    : shortName(key, said) + " " + run.setting(key))
        .collect(Collectors.joining(", "));
  }

  /** The last word of a key, or all of it if another key has the same. */
  private static String shortName(String key, List<String> keys) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return keys.stream().filter(other -> other.endsWith("." + last)).count() > 1 ? key : last;
  }

  private static List<Series> toldApart(
      String method,
      List<String> said,
      List<String> lacking,
      String level,
      List<RecordedRun> same) {
    boolean haveTheSame =
        lacking.stream()
            .allMatch(key -> same.stream().map(run -> lacks(run, key)).distinct().count() == 1);
    if (differentSeeds(same) && haveTheSame) {
      return List.of(new Series(method, said, level, same));
    }
    Map<String, List<RecordedRun>> byVersion =
        same.stream()
            .collect(
                Collectors.groupingBy(Grouping::version, LinkedHashMap::new, Collectors.toList()));
    List<Series> series = new ArrayList<>();
    if (byVersion.size() > 1 && byVersion.values().stream().allMatch(Grouping::differentSeeds)) {
      byVersion.forEach(
          (version, runs) -> series.add(new Series(method, said, joined(level, version), runs)));
    } else {
      same.forEach(
          run -> series.add(new Series(method, said, joined(level, run.name()), List.of(run))));
    }
    return series;
  }

  private static boolean differentSeeds(List<RecordedRun> runs) {
    return runs.stream().map(run -> run.setting(RecordedRun.SEED)).distinct().count()
        == runs.size();
  }

  private static String version(RecordedRun run) {
    return "version %s (%s)"
        .formatted(
            run.environment().getOrDefault("hyperprism", "unknown"),
            run.environment().getOrDefault("git_revision", "unknown"));
  }

  private static String joined(String level, String more) {
    return level.isEmpty() ? more : level + ", " + more;
  }
}
