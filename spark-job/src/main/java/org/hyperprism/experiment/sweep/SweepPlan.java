package org.hyperprism.experiment.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.experiment.ExperimentInputs;
import org.hyperprism.experiment.ModeChoice;
import org.hyperprism.experiment.SparkResources;
import org.hyperprism.experiment.SparkSessions;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.configuration.SweepCell;
import org.hyperprism.failure.HyperPrismException;

/**
 * Which experiments of a sweep are tasks of one Spark job: those whose mode is {@code sweep}, and
 * those that leave it to us ({@code auto}) if they are small and there are enough of them.
 *
 * @param batches the tasks with what they need from files, by why they are tasks
 * @param unreadable experiments that should be tasks but whose inputs cannot be read, and why not
 */
record SweepPlan(
    Map<ModeChoice, Map<SweepCell, ExperimentInputs>> batches, Map<SweepCell, String> unreadable) {

  /** The plan for these experiments; reads the inputs of those that may become tasks. */
  static SweepPlan of(List<SweepCell> cells) {
    ExperimentInputs.Reader reader = new ExperimentInputs.Reader();
    Map<SweepCell, ExperimentInputs> asked = new LinkedHashMap<>();
    Map<SweepCell, ExperimentInputs> undecided = new LinkedHashMap<>();
    Map<SweepCell, String> unreadable = new LinkedHashMap<>();
    for (SweepCell cell : cells) {
      RunMode mode = cell.configuration().engine().mode();
      if (mode == RunMode.SWEEP || mode == RunMode.AUTO) {
        try {
          ExperimentInputs inputs = reader.read(cell.configuration());
          (mode == RunMode.SWEEP ? asked : undecided).put(cell, inputs);
        } catch (HyperPrismException failure) {
          if (mode == RunMode.SWEEP) {
            unreadable.put(cell, String.valueOf(failure.getMessage()));
          }
          // The others run by themselves and say so then.
        }
      }
    }
    Map<ModeChoice, Map<SweepCell, ExperimentInputs>> batches = new LinkedHashMap<>();
    if (!asked.isEmpty()) {
      batches.put(ModeChoice.asSet(RunMode.SWEEP), asked);
    }
    if (!undecided.isEmpty()) {
      SparkResources resources = SparkResources.of(SparkSessions.context());
      undecided
          .entrySet()
          .removeIf(
              cell ->
                  !ModeChoice.isSmall(cell.getKey().configuration(), cell.getValue(), resources));
      ModeChoice.ofSmallExperiments(undecided.size(), resources)
          .ifPresent(choice -> batches.put(choice, undecided));
    }
    return new SweepPlan(batches, unreadable);
  }

  /** Whether the experiment is a task, or should have been one. */
  boolean hasTask(SweepCell cell) {
    return unreadable.containsKey(cell)
        || batches.values().stream().anyMatch(cells -> cells.containsKey(cell));
  }
}
