package org.hyperprism.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.experiment.ExperimentInputs;
import org.hyperprism.experiment.ModeChoice;
import org.hyperprism.experiment.SparkResources;
import org.hyperprism.experiment.SparkSessions;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.failure.HyperPrismException;
import org.jspecify.annotations.Nullable;

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
    Map<SweepCell, ExperimentInputs> small = new LinkedHashMap<>();
    Map<SweepCell, String> unreadable = new LinkedHashMap<>();
    @Nullable SparkResources resources = null;
    for (SweepCell cell : cells) {
      RunMode mode = cell.configuration().engine().mode();
      if (mode == RunMode.SWEEP) {
        try {
          asked.put(cell, reader.read(cell.configuration()));
        } catch (HyperPrismException failure) {
          unreadable.put(cell, String.valueOf(failure.getMessage()));
        }
      } else if (mode == RunMode.AUTO) {
        resources = resources == null ? SparkResources.of(SparkSessions.context()) : resources;
        try {
          ExperimentInputs inputs = reader.read(cell.configuration());
          if (ModeChoice.isSmall(cell.configuration(), inputs, resources)) {
            small.put(cell, inputs);
          }
        } catch (HyperPrismException itsOwnRunWillSaySo) {
          // It is not a task then.
        }
      }
    }
    Map<ModeChoice, Map<SweepCell, ExperimentInputs>> batches = new LinkedHashMap<>();
    if (!asked.isEmpty()) {
      batches.put(ModeChoice.asSet(RunMode.SWEEP), asked);
    }
    if (resources != null) {
      ModeChoice.ofSmallExperiments(small.size(), resources)
          .ifPresent(choice -> batches.put(choice, small));
    }
    return new SweepPlan(batches, unreadable);
  }

  /** Whether the experiment is a task, or should have been one. */
  boolean hasTask(SweepCell cell) {
    return unreadable.containsKey(cell)
        || batches.values().stream().anyMatch(cells -> cells.containsKey(cell));
  }
}
