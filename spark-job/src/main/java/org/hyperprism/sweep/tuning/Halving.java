package org.hyperprism.sweep.tuning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.ExperimentFailure;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.results.recorded.RecordedTable;
import org.hyperprism.sweep.CellFailures;
import org.hyperprism.sweep.FoundCell;
import org.hyperprism.sweep.SweepCell;
import org.hyperprism.sweep.SweepObserver;

/**
 * Successive halving: every candidate of a method runs for some rounds, the best of them go on, and
 * so forth until one is left or the last round is done. Those that go on do so from their
 * checkpoints, as a run that is resumed does, so that no round is computed twice and all rounds are
 * those that a whole run has.
 *
 * <p>Which candidates go on follows from the files of the runs alone. A search that was cut off is
 * therefore carried on by doing all of it again: what is there is not computed anew.
 */
final class Halving {

  private final TuningConfiguration tuning;
  private final RunDirectory directory;
  private final SweepObserver observer;
  private final CellFailures failures;
  private final boolean retriesFailed;

  /** The runs of each candidate, one a seed, by the candidate's name. */
  private final Map<String, List<SweepCell>> cells = new LinkedHashMap<>();

  /** Names of runs in whose place something else lies. */
  private final Set<String> obstructed = new HashSet<>();

  private final Map<String, TuningScore> scores = new LinkedHashMap<>();
  private int announced;

  /**
   * @param directory claimed by the caller
   * @param retriesFailed whether runs that failed there before are tried again
   */
  Halving(
      TuningConfiguration tuning,
      RunDirectory directory,
      SweepObserver observer,
      boolean retriesFailed) {
    this.tuning = tuning;
    this.directory = directory;
    this.observer = observer;
    this.failures = new CellFailures(directory);
    this.retriesFailed = retriesFailed;
  }

  /** All rungs of all methods. */
  TuningResults run() {
    List<TuningGrid> grids = new ArrayList<>();
    observer.sweepStarted(tuning.plannedRuns());
    try {
      for (TuningGrid grid : tuning.grids()) {
        grids.add(run(grid));
      }
    } finally {
      SparkSessions.close();
    }
    TuningConfiguration widened = tuning.with(grids);
    Map<TuningGrid, List<TuningScore>> byGrid = new LinkedHashMap<>();
    for (TuningGrid grid : grids) {
      byGrid.put(grid, scores(grid.candidates()));
    }
    return new TuningResults(widened, directory.toString(), byGrid);
  }

  private List<TuningScore> scores(List<TuningCandidate> candidates) {
    return candidates.stream()
        .map(
            candidate ->
                scores.getOrDefault(candidate.name(), new TuningScore(candidate, List.of(), 0)))
        .toList();
  }

  /** All rungs of one method; returns its grid as the first rung widened it. */
  private TuningGrid run(TuningGrid first) {
    TuningGrid grid = first;
    List<Integer> rungs = tuning.rungs();
    rung(grid.candidates(), rungs.get(0));
    for (int widened = 0; widened < tuning.settings().widen(); widened++) {
      TuningGrid wider = grid.widened(best(grid, grid.candidates(), rungs.get(0)).candidate());
      if (wider.equals(grid)) {
        break;
      }
      grid = wider;
      rung(grid.candidates(), rungs.get(0));
    }
    List<TuningCandidate> left = survivors(grid, grid.candidates(), rungs.get(0));
    for (int rung : rungs.subList(1, rungs.size())) {
      if (left.size() == 1) {
        break;
      }
      rung(left, rung);
      left = survivors(grid, left, rung);
    }
    return grid;
  }

  private TuningScore best(TuningGrid grid, List<TuningCandidate> candidates, int round) {
    TuningScore best = TuningScore.best(scores(candidates));
    if (best.isFailed()) {
      String last =
          candidates.stream()
              .flatMap(candidate -> cells(candidate).stream())
              .flatMap(cell -> failures.read(cell).stream())
              .map(ExperimentFailure::message)
              .reduce((before, after) -> after)
              .orElse("none was started");
      throw new ConfigurationException(
          "tune: no values of %s came through round %d with all seeds; the last failure: %s"
              .formatted(grid.method(), round, last));
    }
    return best;
  }

  /** Those that go on, best first; equals in the order of the grid. */
  private List<TuningCandidate> survivors(
      TuningGrid grid, List<TuningCandidate> candidates, int round) {
    best(grid, candidates, round);
    return scores(candidates).stream()
        .sorted(TuningScore.BEST_FIRST)
        .filter(score -> !score.isFailed())
        .limit(tuning.settings().halving().survivors(candidates.size()))
        .map(TuningScore::candidate)
        .toList();
  }

  /** Runs the candidates to this round, and scores them. */
  private void rung(List<TuningCandidate> candidates, int round) {
    for (TuningCandidate candidate : candidates) {
      TuningScore before = scores.get(candidate.name());
      if (before != null && before.rounds() >= round) {
        continue;
      }
      List<Double> accuracies = new ArrayList<>();
      for (SweepCell cell : cells(candidate)) {
        if (obstructed.contains(cell.name())) {
          continue;
        }
        OptionalDouble accuracy = accuracy(cell, candidate, round);
        if (accuracy.isEmpty() && failures.read(cell).isEmpty() && goTo(cell, round)) {
          accuracy = accuracy(cell, candidate, round);
        }
        accuracy.ifPresent(share -> accuracies.add(100 * share));
      }
      boolean whole = accuracies.size() == tuning.settings().seeds().size();
      scores.put(
          candidate.name(), new TuningScore(candidate, whole ? accuracies : List.of(), round));
    }
  }

  /** The runs of a candidate; those that a widened grid has more are made on the way. */
  private List<SweepCell> cells(TuningCandidate candidate) {
    if (!cells.containsKey(candidate.name())) {
      List<SweepCell> runs = tuning.runs(List.of(candidate)).cells();
      runs.forEach(this::look);
      cells.put(candidate.name(), runs);
    }
    return cells.getOrDefault(candidate.name(), List.of());
  }

  /** What is in the place of a run before it begins; refuses one begun with other settings. */
  private void look(SweepCell cell) {
    if (retriesFailed) {
      failures.clear(cell);
    }
    Optional<ExperimentFailure> obstacle = FoundCell.of(cell, directory).obstacle();
    if (obstacle.isPresent()) {
      obstructed.add(cell.name());
      failures.write(cell, obstacle.get());
      observer.cellFailed(cell.name(), obstacle.get().message());
    } else {
      failures
          .read(cell)
          .ifPresent(before -> observer.cellFailedBefore(cell.name(), before.message()));
    }
  }

  /** Runs an experiment to a round, from where it is; whether it came there. */
  private boolean goTo(SweepCell cell, int round) {
    String out = directory.uri(cell.name());
    announced++;
    observer.cellStarted(
        "%s to round %d".formatted(cell.name(), round),
        announced,
        Math.max(announced, tuning.plannedRuns()));
    StopsAtARound stopping = new StopsAtARound(observer, round);
    try {
      RunOptions options = new RunOptions(Optional.of(out), false, Experiment.isBegun(out));
      new Experiment(cell.configuration(), options, stopping).runInSharedSession();
      return true;
    } catch (CancellationException stopped) {
      if (stopping.wasThere()) {
        observer.cellStopped(cell.name(), round);
        return true;
      }
      throw stopped;
    } catch (Throwable failure) { // Scala throws what is checked without declaring it
      ExperimentFailure why = ExperimentFailure.of(failure);
      failures.write(cell, why);
      observer.cellFailed(cell.name(), why.message());
      return false;
    }
  }

  /** The criterion of a run after a round, in [0, 1]; empty if it has not come there. */
  private OptionalDouble accuracy(SweepCell cell, TuningCandidate candidate, int round) {
    Optional<String> text = directory.read(cell.name() + "/" + RunDirectory.METRICS);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    RecordedTable rounds =
        RecordedTable.parse(text.get(), directory.uri(cell.name() + "/" + RunDirectory.METRICS));
    List<Double> accuracies = new ArrayList<>();
    boolean isThere = false;
    for (int row : RecordedRun.rowsOf(rounds, candidate.method())) {
      OptionalDouble accuracy = rounds.number(row, RoundMetrics.ACCURACY_MEAN);
      double at = rounds.number(row, RoundMetrics.ROUND).orElse(0);
      if (at <= round && accuracy.isPresent()) {
        accuracies.add(accuracy.getAsDouble());
        isThere |= at == round;
      }
    }
    return isThere ? tuning.settings().criterion().of(accuracies) : OptionalDouble.empty();
  }

  /** Passes everything on, and ends the run after a round, as one who presses Ctrl-C does. */
  private static final class StopsAtARound implements RunObserver {

    private final RunObserver observer;
    private final int last;
    private int round;
    private boolean endsThere;

    StopsAtARound(RunObserver observer, int last) {
      this.observer = observer;
      this.last = last;
    }

    private boolean isThere() {
      return round >= last;
    }

    /** Whether this ended the run, and not who watches it. */
    boolean wasThere() {
      return isThere() && !endsThere;
    }

    @Override
    public void methodStarted(String method, int firstRound, int rounds) {
      round = firstRound - 1;
      // A run that comes to its own end is not stopped: it has files to write.
      endsThere = last >= rounds;
      observer.methodStarted(method, firstRound, last);
    }

    /** Asked once after each round. */
    @Override
    public boolean stopsTheRun() {
      round++;
      return observer.stopsTheRun() || (isThere() && !endsThere);
    }

    @Override
    public void started(String description) {
      observer.started(description);
    }

    @Override
    public void roundDone(RoundMetrics metrics) {
      observer.roundDone(metrics);
    }

    @Override
    public void methodDone(String method) {
      observer.methodDone(method);
    }

    @Override
    public void finished(Summary summary, String where) {
      observer.finished(summary, where);
    }
  }
}
