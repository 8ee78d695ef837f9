package org.hyperprism.report.comparison;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.recorded.RecordedRun;

/** What is to be said of runs that are not complete. */
public final class RunState {

  private RunState() {}

  /** A sentence for each run that failed, is not complete, or whose numbers are not all finite. */
  public static List<String> remarks(List<RecordedRun> runs) {
    List<String> remarks = new ArrayList<>();
    for (RecordedRun run : runs) {
      if (run.failure().isPresent()) {
        remarks.add("%s failed: %s".formatted(run.name(), run.failure().get()));
      } else if (!run.complete()) {
        remarks.add(
            "%s is not complete: %s. It goes on, was interrupted, or ended because a method diverged."
                .formatted(run.name(), progress(run)));
      }
      if (isNotFinite(run)) {
        remarks.add(
            "%s holds numbers that are not finite, as of a method that diverged; figures leave them out."
                .formatted(run.name()));
      }
    }
    return remarks;
  }

  private static String progress(RecordedRun run) {
    List<String> parts = new ArrayList<>();
    List<String> planned = List.of(run.settings().getOrDefault(RecordedRun.METHODS, "").split(" "));
    for (String method : planned) {
      int last = run.lastRound(method);
      if (last > 0) {
        parts.add("%s has %s of %s rounds".formatted(method, last, run.setting("rounds")));
      }
    }
    return parts.isEmpty() ? "no round is recorded yet" : String.join(", ", parts);
  }

  private static boolean isNotFinite(RecordedRun run) {
    for (int row = 0; row < run.rounds().size(); row++) {
      for (String column :
          List.of(
              RoundMetrics.TRAINING_LOSS,
              RoundMetrics.LOSS_MEAN,
              RoundMetrics.CONSENSUS_DISTANCE)) {
        if (!run.rounds().text(row, column).isEmpty()
            && run.rounds().number(row, column).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }
}
