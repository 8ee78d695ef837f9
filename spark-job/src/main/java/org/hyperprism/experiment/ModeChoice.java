package org.hyperprism.experiment;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.session.SparkResources;
import org.hyperprism.failure.ConfigurationException;

/**
 * How an experiment is carried out, and why.
 *
 * @param mode one of {@code local}, {@code distributed} and {@code sweep}
 * @param reason ends a sentence that begins with the mode
 */
public record ModeChoice(RunMode mode, String reason) {

  /** Share of a heap that an experiment may take by estimate; the rest is the collector's. */
  private static final double HEAP_SHARE = 0.6;

  /** Core seconds of a round below which a cluster cannot help: Spark itself takes 22 to 60 ms. */
  private static final double TINY_ROUND = 0.1;

  /** Core seconds of an experiment that may begin anew when it is cut off. */
  private static final double SMALL_EXPERIMENT = 600;

  /** How a mode that is not {@code auto} was chosen. */
  public static ModeChoice asSet(RunMode mode) {
    return new ModeChoice(mode, "engine.mode says so");
  }

  /** How an experiment of its own is carried out. */
  static ModeChoice of(
      ExperimentConfiguration configuration, ExperimentInputs inputs, JavaSparkContext spark) {
    RunMode set = configuration.engine().mode();
    return set == RunMode.AUTO
        ? automatic(RunSize.of(configuration, inputs), SparkResources.of(spark))
        : asSet(set);
  }

  /**
   * Refuses the mode of sweeps for an experiment of its own.
   *
   * @throws ConfigurationException if it is set
   */
  static void refuseSweep(RunMode mode) {
    if (mode == RunMode.SWEEP) {
      throw new ConfigurationException(
          "engine.mode is sweep, which is for 'hyperprism sweep': it runs many experiments side by"
              + " side, each on one thread and without checkpoints; expected auto, local or"
              + " distributed for a single one");
    }
  }

  /** What {@code auto} takes for an experiment of its own. */
  static ModeChoice automatic(RunSize size, SparkResources resources) {
    boolean fits = size.stateBytes() + size.dataBytes() <= HEAP_SHARE * resources.driverHeap();
    String memory =
        "%s of devices and data in a heap of %s"
            .formatted(
                megabytes(size.stateBytes() + size.dataBytes()), megabytes(resources.driverHeap()));
    if (resources.local()) {
      return fits
          ? new ModeChoice(
              RunMode.LOCAL,
              "%s is this JVM alone, and the run fits into it: %s"
                  .formatted(resources.master(), memory))
          : new ModeChoice(
              RunMode.DISTRIBUTED, "the run does not fit into this JVM at once: " + memory);
    }
    if (fits && size.roundSeconds() <= TINY_ROUND) {
      return new ModeChoice(
          RunMode.LOCAL,
          String.format(
              Locale.ROOT,
              "a round of %d devices with %d parameters is less work than starting it on %s",
              size.devices(),
              size.parameters(),
              resources.master()));
    }
    return new ModeChoice(
        RunMode.DISTRIBUTED,
        String.format(
            Locale.ROOT, "%s is a cluster with %d cores", resources.master(), resources.cores()));
  }

  /** Whether {@code auto} would have the experiment be a task of a sweep. */
  public static boolean isSmall(
      ExperimentConfiguration configuration, ExperimentInputs inputs, SparkResources resources) {
    return configuration.fitsATask()
        && RunSize.of(configuration, inputs).totalSeconds() <= SMALL_EXPERIMENT
        && fitsBesideOthers(configuration, inputs, resources);
  }

  /** Whether the experiment fits into memory as one of as many tasks as there are cores. */
  public static boolean fitsBesideOthers(
      ExperimentConfiguration configuration, ExperimentInputs inputs, SparkResources resources) {
    RunSize size = RunSize.of(configuration, inputs);
    return size.stateBytes() + size.dataBytes() <= HEAP_SHARE * resources.taskHeap();
  }

  /** How an experiment is carried out that should be a task and does not fit beside others. */
  public static ModeChoice aloneForItsMemory() {
    return new ModeChoice(
        RunMode.SWEEP, "engine.mode says so; alone, as it takes too much memory beside others");
  }

  /** What {@code auto} takes for the small experiments of a sweep; empty if they are too few. */
  public static Optional<ModeChoice> ofSmallExperiments(int experiments, SparkResources resources) {
    return experiments < Math.max(2, resources.cores())
        ? Optional.empty()
        : Optional.of(
            new ModeChoice(
                RunMode.SWEEP,
                String.format(
                    Locale.ROOT,
                    "%d small experiments keep the %d cores of %s busy, each on one thread",
                    experiments,
                    resources.cores(),
                    resources.master())));
  }

  /** For the log: the mode and why. */
  public String describe() {
    return "mode %s: %s".formatted(mode.key(), reason);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }
}
