package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;

/** Remembers what it was told; can cut a sweep off, as a lost machine would. */
public class RecordingSweepObserver implements SweepObserver {

  /** What a sweep is cut off with. */
  public static final class CutOff extends CancellationException {
    private static final long serialVersionUID = 1L;
  }

  /** How many experiments were announced, each time. */
  public final List<Integer> announced = new ArrayList<>();

  public final List<String> started = new ArrayList<>();
  public final List<String> together = new ArrayList<>();
  public final List<String> skipped = new ArrayList<>();
  public final List<String> failed = new ArrayList<>();
  public final List<String> failedBefore = new ArrayList<>();
  private final int cutAfter;
  public int rounds;
  public int finished;

  public RecordingSweepObserver() {
    this(Integer.MAX_VALUE);
  }

  public RecordingSweepObserver(int cutAfter) {
    this.cutAfter = cutAfter;
  }

  @Override
  public void sweepStarted(int cells) {
    announced.add(cells);
  }

  @Override
  public void cellStarted(String name, int number, int cells) {
    started.add(name);
  }

  @Override
  public void cellsStarted(int cells, String mode) {
    together.add(cells + " " + mode);
  }

  @Override
  public void cellSkipped(String name) {
    skipped.add(name);
  }

  @Override
  public void cellFailedBefore(String name, String message) {
    failedBefore.add(name);
  }

  @Override
  public void cellFailed(String name, String message) {
    failed.add(message);
  }

  @Override
  public void started(String description) {}

  @Override
  public void methodStarted(String method, int firstRound, int lastRound) {}

  @Override
  public void roundDone(RoundMetrics metrics) {
    rounds++;
    if (rounds == cutAfter) {
      throw new CutOff();
    }
  }

  @Override
  public void methodDone(String method) {}

  @Override
  public void finished(Summary summary, String directory) {
    finished++;
  }
}
