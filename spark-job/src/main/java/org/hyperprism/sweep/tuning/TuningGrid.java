package org.hyperprism.sweep.tuning;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.sweep.axis.Draw;
import org.hyperprism.sweep.axis.SweptSetting;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one method that are tuned: all combinations of their values are candidates, those
 * with each draw.
 *
 * @param method its name
 * @param axes at least one
 * @param draws at least one
 */
record TuningGrid(String method, List<TuningAxis> axes, List<Draw> draws) {

  TuningGrid {
    axes = List.copyOf(axes);
    draws = List.copyOf(draws);
  }

  /** All combinations, the last setting varying fastest. */
  List<TuningCandidate> candidates() {
    return draws.stream().flatMap(draw -> candidates(draw).stream()).toList();
  }

  private List<TuningCandidate> candidates(Draw draw) {
    List<List<ConfigValue>> combinations = List.of(List.of());
    for (TuningAxis axis : axes) {
      @Nullable ConfigValue drawn = draw.values().get(axis.drawnAs());
      List<List<ConfigValue>> longer = new ArrayList<>();
      for (List<ConfigValue> combination : combinations) {
        for (ConfigValue value : drawn == null ? axis.values() : List.of(drawn)) {
          List<ConfigValue> extended = new ArrayList<>(combination);
          extended.add(value);
          longer.add(extended);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(values -> new TuningCandidate(method, axes, values)).toList();
  }

  /** The grid with one more value wherever the best candidate is at an edge. */
  TuningGrid widened(TuningCandidate best) {
    List<TuningAxis> wider = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      TuningAxis axis = axes.get(i);
      wider.add(axis.edge(best.values().get(i)).map(axis::widened).orElse(axis));
    }
    return new TuningGrid(method, wider, draws);
  }

  /** What a person should know of a best candidate at an edge, a sentence for each setting. */
  List<String> warnings(TuningCandidate best) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      TuningAxis axis = axes.get(i);
      ConfigValue value = best.values().get(i);
      Optional<TuningAxis.Edge> edge = axis.edge(value);
      edge.ifPresent(
          end ->
              warnings.add(
                  "the best %s, %s, is the %s of those tried, and one beyond it may be better: try more, or raise tune.widen"
                      .formatted(
                          axis.key(),
                          SweptSetting.text(value),
                          end == TuningAxis.Edge.SMALLEST ? "smallest" : "largest")));
    }
    return warnings;
  }
}
