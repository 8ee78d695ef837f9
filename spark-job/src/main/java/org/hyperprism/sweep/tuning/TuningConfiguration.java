package org.hyperprism.sweep.tuning;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.sweep.SweepConfiguration;
import org.hyperprism.sweep.SweepLoader;

/**
 * A search for settings of methods.
 *
 * @param base the settings that all runs share
 * @param grids what is tried, one for each method
 * @param settings how it is compared
 * @param rounds of each run that is not stopped
 */
public record TuningConfiguration(
    Config base, List<TuningGrid> grids, TuningSettings settings, int rounds) {

  public TuningConfiguration {
    grids = List.copyOf(grids);
  }

  /** The runs: every candidate is a variant, with every seed. */
  public SweepConfiguration sweep() {
    return runs(grids.stream().flatMap(grid -> grid.candidates().stream()).toList());
  }

  /** The runs of some candidates. */
  SweepConfiguration runs(List<TuningCandidate> candidates) {
    List<ConfigObject> variants =
        candidates.stream().map(candidate -> candidate.variant().root()).toList();
    return SweepLoader.load(
        base.withValue(SweepLoader.SECTION + ".variants", ConfigValueFactory.fromIterable(variants))
            .withValue(
                SweepLoader.SECTION + ".seed", ConfigValueFactory.fromIterable(settings.seeds())));
  }

  /** The rounds after which candidates are compared: the last alone, unless some are stopped. */
  public List<Integer> rungs() {
    return settings.halving().rungs(rounds);
  }

  /** The share of all candidates' rounds that is run where the worst are stopped; else 1. */
  public double shareOfRounds() {
    long all = 0;
    long run = 0;
    for (TuningGrid grid : grids) {
      all += (long) grid.candidates().size() * rounds;
      int before = 0;
      List<Integer> left = candidatesAtRungs(grid);
      for (int i = 0; i < left.size(); i++) {
        run += (long) left.get(i) * (rungs().get(i) - before);
        before = rungs().get(i);
      }
    }
    return (double) run / all;
  }

  /** How often runs are begun or taken up if no list is widened. */
  int plannedRuns() {
    int runs = 0;
    for (TuningGrid grid : grids) {
      for (int left : candidatesAtRungs(grid)) {
        runs += left * settings.seeds().size();
      }
    }
    return runs;
  }

  /** How many candidates run to each of the rungs, until one is left. */
  private List<Integer> candidatesAtRungs(TuningGrid grid) {
    List<Integer> counts = new ArrayList<>();
    int left = grid.candidates().size();
    for (int rung = 0; rung < rungs().size() && (rung == 0 || left > 1); rung++) {
      counts.add(left);
      left = settings.halving().survivors(left);
    }
    return counts;
  }

  TuningConfiguration with(List<TuningGrid> other) {
    return new TuningConfiguration(base, other, settings, rounds);
  }
}
