package org.hyperprism.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;

/** All observers of a job; ends a run that is not wanted any more. */
final class Observers implements RunObserver {

  private final List<RunObserver> all = new ArrayList<>();
  private volatile boolean isCancelled;

  void add(RunObserver observer) {
    all.add(observer);
  }

  /** A run begins. */
  void begin() {
    isCancelled = false;
  }

  void cancel() {
    isCancelled = true;
  }

  @Override
  public void started(String description) {
    all.forEach(observer -> observer.started(description));
    goOn();
  }

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {
    all.forEach(observer -> observer.methodStarted(method, firstRound, rounds));
    goOn();
  }

  @Override
  public void roundDone(RoundMetrics metrics) {
    all.forEach(observer -> observer.roundDone(metrics));
    goOn();
  }

  @Override
  public boolean stopsTheRun() {
    return all.stream().anyMatch(RunObserver::stopsTheRun);
  }

  @Override
  public void methodDone(String method) {
    all.forEach(observer -> observer.methodDone(method));
  }

  @Override
  public void finished(Summary summary, String directory) {
    all.forEach(observer -> observer.finished(summary, directory));
  }

  private void goOn() {
    if (isCancelled) {
      throw new CancellationException("the run was cancelled");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread of the run was interrupted");
    }
  }
}
