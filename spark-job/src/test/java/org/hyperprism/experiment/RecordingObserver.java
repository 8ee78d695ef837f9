package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;

/** Remembers what it was told; can cut a run off, as a lost machine would. */
class RecordingObserver implements RunObserver {

  /** What a run is cut off with. */
  static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final List<RoundMetrics> rounds = new ArrayList<>();
  private final int cutAfter;

  RecordingObserver() {
    this(Integer.MAX_VALUE);
  }

  /**
   * @param cutAfter rounds, over all methods, after which the run is cut off
   */
  RecordingObserver(int cutAfter) {
    this.cutAfter = cutAfter;
  }

  @Override
  public void started(String description) {}

  @Override
  public void methodStarted(String method, int firstRound, int lastRound) {}

  @Override
  public void roundDone(RoundMetrics metrics) {
    rounds.add(metrics);
    if (rounds.size() == cutAfter) {
      throw new CutOff();
    }
  }

  @Override
  public void methodDone(String method) {}

  @Override
  public void finished(Summary summary, String directory) {}
}
