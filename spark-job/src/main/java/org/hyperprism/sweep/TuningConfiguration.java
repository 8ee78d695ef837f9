package org.hyperprism.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/**
 * A search for settings of methods.
 *
 * @param base the settings that all runs share
 * @param grids what is tried, one for each method
 * @param settings how it is compared
 */
public record TuningConfiguration(Config base, List<TuningGrid> grids, TuningSettings settings) {

  public TuningConfiguration {
    grids = List.copyOf(grids);
  }

  /** The runs: every candidate is a variant, with every seed. */
  public SweepConfiguration sweep() {
    List<ConfigObject> variants =
        grids.stream()
            .flatMap(grid -> grid.candidates().stream())
            .map(candidate -> candidate.variant().root())
            .toList();
    return SweepLoader.load(
        base.withValue(SweepLoader.SECTION + ".variants", ConfigValueFactory.fromIterable(variants))
            .withValue(
                SweepLoader.SECTION + ".seed", ConfigValueFactory.fromIterable(settings.seeds())));
  }

  TuningConfiguration with(List<TuningGrid> other) {
    return new TuningConfiguration(base, other, settings);
  }
}
