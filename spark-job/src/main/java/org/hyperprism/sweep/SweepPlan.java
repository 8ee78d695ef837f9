package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hyperprism.experiment.ExperimentFailure;
import org.hyperprism.experiment.ModeChoice;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.session.SparkResources;
import org.hyperprism.experiment.session.SparkSessions;
import org.jspecify.annotations.Nullable;

/**
 * Which experiments of a sweep are tasks of one Spark job: those whose mode is {@code sweep}, and
 * those that leave it to us ({@code auto}) if they are small and there are enough of them. A task
 * that would not fit into memory beside others is a job of its own.
 *
 * @param batches the jobs, one after the other
 * @param unreadable experiments that should be tasks but whose inputs cannot be read, and why not
 */
record SweepPlan(List<Batch> batches, Map<SweepCell, ExperimentFailure> unreadable) {

  /**
   * The tasks of one Spark job.
   *
   * @param choice why they are tasks
   * @param cells with what they need from files
   */
  record Batch(ModeChoice choice, Map<SweepCell, ExperimentInputs> cells) {

    /** The same job for one of its experiments. */
    Batch alone(SweepCell cell) {
      return new Batch(choice, Map.of(cell, Objects.requireNonNull(cells.get(cell))));
    }
  }

  /** The plan for these experiments; reads the inputs of those that may become tasks. */
  static SweepPlan of(List<SweepCell> cells) {
    ExperimentInputs.Reader reader = new ExperimentInputs.Reader();
    Map<SweepCell, ExperimentInputs> asked = new LinkedHashMap<>();
    Map<SweepCell, ExperimentInputs> small = new LinkedHashMap<>();
    Map<SweepCell, ExperimentFailure> unreadable = new LinkedHashMap<>();
    List<Batch> batches = new ArrayList<>();
    @Nullable SparkResources resources = null;
    for (SweepCell cell : cells) {
      RunMode mode = cell.configuration().engine().mode();
      if (mode != RunMode.SWEEP && mode != RunMode.AUTO) {
        continue;
      }
      resources = resources == null ? SparkResources.of(SparkSessions.context()) : resources;
      try {
        ExperimentInputs inputs = reader.read(cell.configuration());
        if (mode == RunMode.AUTO) {
          if (ModeChoice.isSmall(cell.configuration(), inputs, resources)) {
            small.put(cell, inputs);
          }
        } else if (ModeChoice.fitsBesideOthers(cell.configuration(), inputs, resources)) {
          asked.put(cell, inputs);
        } else {
          batches.add(new Batch(ModeChoice.aloneForItsMemory(), Map.of(cell, inputs)));
        }
      } catch (Throwable failure) { // Scala throws what is checked without declaring it
        ExperimentFailure why = ExperimentFailure.of(failure);
        // One that need not be a task says so itself when it runs.
        if (mode == RunMode.SWEEP) {
          unreadable.put(cell, why);
        }
      }
    }
    if (!asked.isEmpty()) {
      batches.add(0, new Batch(ModeChoice.asSet(RunMode.SWEEP), asked));
    }
    if (resources != null) {
      ModeChoice.ofSmallExperiments(small.size(), resources)
          .ifPresent(choice -> batches.add(0, new Batch(choice, small)));
    }
    return new SweepPlan(batches, unreadable);
  }

  /** Whether the experiment is a task, or should have been one. */
  boolean hasTask(SweepCell cell) {
    return unreadable.containsKey(cell)
        || batches.stream().anyMatch(batch -> batch.cells().containsKey(cell));
  }
}
