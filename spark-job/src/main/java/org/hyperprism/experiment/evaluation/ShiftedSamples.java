package org.hyperprism.experiment.evaluation;

import java.util.Arrays;
import org.hyperprism.dataset.Samples;
import org.hyperprism.shift.ConceptDrift;
import org.jspecify.annotations.Nullable;

/**
 * What evaluations look at in the concept of their round: the same object as long as nothing
 * changes, so that executors are sent it once.
 */
public final class ShiftedSamples {

  private final ConceptDrift drift;
  private @Nullable Samples first;
  private @Nullable Samples latest;
  private int concept;

  /**
   * @param drift of the experiment
   */
  public ShiftedSamples(ConceptDrift drift) {
    this.drift = drift;
  }

  /**
   * Samples in the concept of a round.
   *
   * @param samples of the first concept
   */
  public Samples at(int round, Samples samples) {
    int now = drift.concept(round);
    Samples known = latest;
    if (known == null || now != concept || samples != first) {
      known = drift.in(now, samples);
      latest = known;
      first = samples;
      concept = now;
    }
    return known;
  }

  /**
   * How many samples of each class each device has in the concept of a round.
   *
   * @param counts int[devices][classes] of the first concept
   */
  public int[][] countsAt(int round, int[][] counts) {
    int now = drift.concept(round);
    return Arrays.stream(counts).map(device -> drift.countsIn(now, device)).toArray(int[][]::new);
  }
}
