package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.hyperprism.results.Summary.MethodSummary;

/**
 * The experiments of a sweep that differ in nothing but the seed and the methods.
 *
 * @param variant the variant they belong to, if the sweep has variants
 * @param text the other swept settings, such as {@code partition.alpha 0.1}; empty if there are
 *     none
 * @param cells in the order of the sweep
 */
record SweepLevel(Optional<String> variant, String text, List<CellResult> cells) {

  static final String SEED = "seed";
  private static final String METHODS = "methods";

  /** All levels, in the order of the sweep. */
  static List<SweepLevel> of(SweepResults results) {
    Map<String, SweepLevel> levels = new LinkedHashMap<>();
    for (CellResult cell : results.cells()) {
      Optional<String> variant = cell.cell().variant();
      String text = text(results.keys(), cell);
      levels
          .computeIfAbsent(
              variant.orElse("") + "\n" + text,
              name -> new SweepLevel(variant, text, new ArrayList<>()))
          .cells()
          .add(cell);
    }
    return List.copyOf(levels.values());
  }

  /** Such as {@code partition.alpha 0.1}. */
  private static String text(List<String> keys, CellResult cell) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String value = cell.cell().values().get(i);
      if (!keys.get(i).equals(SEED)
          && !keys.get(i).equals(METHODS)
          && !value.equals(SweepLoader.NOT_SWEPT)) {
        parts.add(keys.get(i) + " " + value);
      }
    }
    return String.join(", ", parts);
  }

  /** The variant and the settings. */
  String name() {
    return String.join(
        ", ",
        variant
            .map(name -> text.isEmpty() ? List.of(name) : List.of(name, text))
            .orElse(List.of(text)));
  }

  /** The methods of some levels, in the order in which they come. */
  static List<String> methods(List<SweepLevel> levels) {
    Set<String> methods = new LinkedHashSet<>();
    for (SweepLevel level : levels) {
      level.cells.forEach(cell -> methods.addAll(cell.cell().configuration().methods()));
    }
    return List.copyOf(methods);
  }

  /** What came out of a method, by the seed. */
  Map<Long, Double> bySeed(String method, Function<MethodSummary, OptionalDouble> measure) {
    Map<Long, Double> values = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      cell.summary()
          .flatMap(summary -> summary.method(method))
          .map(measure)
          .ifPresent(
              value -> {
                if (value.isPresent()) {
                  values.putIfAbsent(cell.cell().configuration().seed(), value.getAsDouble());
                }
              });
    }
    return values;
  }
}
