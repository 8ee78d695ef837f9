package org.hyperprism.cli.progress;

import java.io.PrintWriter;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;
import org.hyperprism.sweep.SweepObserver;

/**
 * Progress of a sweep for a person: the display of each run, between lines that say which it is.
 */
public final class SweepDisplay implements SweepObserver {

  private final ProgressDisplay run;
  private final PrintWriter out;
  private final PrintWriter err;
  private final RemainingTime remaining = new RemainingTime();

  public SweepDisplay(
      PrintWriter out, PrintWriter err, boolean terminal, Interruption interruption) {
    run = new ProgressDisplay(out, terminal, interruption);
    this.out = out;
    this.err = err;
  }

  @Override
  public void sweepStarted(int cells) {
    remaining.begin(cells);
  }

  @Override
  public void cellStarted(String name, int number, int cells) {
    out.printf("%n[%d/%d] %s%n", number, cells, name);
    out.flush();
  }

  @Override
  public void cellsStarted(int cells, String mode) {
    out.printf("%d experiments as tasks of one Spark job, %s%n", cells, mode);
    out.flush();
  }

  @Override
  public void cellSkipped(String name) {
    out.println("complete already: " + name);
  }

  @Override
  public void cellFailedBefore(String name, String message) {
    err.println(
        "hyperprism: %s failed before and stays so; --retry-failed tries it again: %s"
            .formatted(name, Printable.message(message)));
  }

  @Override
  public void cellStopped(String name, int round) {
    run.aborted();
    out.println(remaining.ended(true));
    out.flush();
  }

  @Override
  public void cellFailed(String name, String message) {
    run.aborted();
    err.println("hyperprism: " + name + " failed: " + Printable.message(message));
    out.println(remaining.ended(false));
    out.flush();
  }

  @Override
  public void started(String description) {
    run.started(description);
  }

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {
    run.methodStarted(method, firstRound, rounds);
  }

  @Override
  public void roundDone(RoundMetrics metrics) {
    run.roundDone(metrics);
  }

  @Override
  public boolean stopsTheRun() {
    return run.stopsTheRun();
  }

  @Override
  public void methodDone(String method) {
    run.methodDone(method);
  }

  @Override
  public void finished(Summary summary, String directory) {
    run.finished(summary, directory);
    out.println(remaining.ended(true));
    out.flush();
  }
}
