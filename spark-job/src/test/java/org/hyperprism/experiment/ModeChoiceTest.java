package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.session.SparkResources;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code engine.mode = auto} takes. */
class ModeChoiceTest {

  private static final long GIGABYTE = 1L << 30;

  private static final SparkResources LAPTOP =
      new SparkResources("local[8]", true, 8, 2 * GIGABYTE, GIGABYTE / 4);
  private static final SparkResources CLUSTER =
      new SparkResources("spark://host:7077", false, 64, 2 * GIGABYTE, GIGABYTE);

  @TempDir Path directory;

  @Test
  void aLocalMasterRunsLocallyWhatFitsIntoItsHeap() {
    assertThat(ModeChoice.automatic(size("devices=50"), LAPTOP).mode()).isEqualTo(RunMode.LOCAL);
    ModeChoice large = ModeChoice.automatic(size("devices=6000", "model=mlp"), LAPTOP);
    assertThat(large.mode()).isEqualTo(RunMode.DISTRIBUTED);
    assertThat(large.reason()).contains("does not fit").contains("a heap of 2147 MB");
  }

  @Test
  void aClusterIsUsedUnlessARoundIsLessWorkThanItsStart() {
    ModeChoice tiny = ModeChoice.automatic(size("devices=50"), CLUSTER);
    assertThat(tiny.mode()).isEqualTo(RunMode.LOCAL);
    assertThat(tiny.reason()).contains("50 devices with 7850 parameters");
    assertThat(ModeChoice.automatic(size("devices=500"), CLUSTER).mode()).isEqualTo(RunMode.LOCAL);
    assertThat(ModeChoice.automatic(size("devices=500", "train.backend=dl4j"), CLUSTER).mode())
        .isEqualTo(RunMode.DISTRIBUTED);
    for (String more : List.of("devices=1000", "train.localSteps=20", "model=lenet")) {
      assertThat(ModeChoice.automatic(size(more), CLUSTER).mode())
          .as(more)
          .isEqualTo(RunMode.DISTRIBUTED);
    }
  }

  @Test
  void smallExperimentsOfASweepBecomeTasksWhereTheyKeepAllCoresBusy() {
    assertThat(ModeChoice.ofSmallExperiments(8, LAPTOP))
        .map(ModeChoice::mode)
        .contains(RunMode.SWEEP);
    assertThat(ModeChoice.ofSmallExperiments(7, LAPTOP)).isEmpty();
    assertThat(isSmall("devices=50")).isTrue();
    // An interrupted task begins anew: hours of work should not be one.
    assertThat(isSmall("devices=50", "model=mlp", "rounds=10000")).isFalse();
    assertThat(isSmall("devices=6000", "rounds=1")).isFalse();
  }

  @Test
  void aBlockIsSmallEnoughForATaskBesideOthers() {
    assertThat(DriverRunContext.fewestBlocks(50, 7850)).isEqualTo(1);
    assertThat(DriverRunContext.fewestBlocks(100_000, 7850)).isEqualTo(24);
    assertThat(DriverRunContext.fewestBlocks(1_000_000, 7850)).isEqualTo(234);
  }

  @Test
  void theSizeOfAnExperiment() {
    RunSize size = size("devices=50", "rounds=10", "evaluate.every=5", "methods=[dpsgd]");
    assertThat(size.parameters()).isEqualTo(7850);
    // After the local step, and after the aggregation.
    assertThat(size.stateBytes()).isEqualTo(2L * 4 * 50 * 7850);
    // Two evaluations, each a third of a gradient: of 300 samples, and of all 1,000 at the end.
    double sample = size.roundSeconds() / 128;
    assertThat(size.totalSeconds())
        .isCloseTo((10 * 128 + (300 + 1000) / 3.0) * sample, withinPercentage(1e-9));
    assertThat(size("devices=50", "train.backend=dl4j").roundSeconds())
        .isCloseTo(10 * size.roundSeconds(), withinPercentage(1e-9));
  }

  @Test
  void aSingleExperimentIsNoSweep() {
    RunOptions options =
        new RunOptions(Optional.of(directory.resolve("run").toString()), false, false);
    assertThatThrownBy(
            () ->
                new Experiment(configuration("engine.mode=sweep"), options, new RecordingObserver())
                    .run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("engine.mode is sweep, which is for 'hyperprism sweep'")
        .hasMessageContaining("expected auto, local or distributed");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  private static boolean isSmall(String... settings) {
    ExperimentConfiguration configuration = configuration(settings);
    return ModeChoice.isSmall(
        configuration, new ExperimentInputs.Reader().read(configuration), LAPTOP);
  }

  private static RunSize size(String... settings) {
    ExperimentConfiguration configuration = configuration(settings);
    return RunSize.of(configuration, new ExperimentInputs.Reader().read(configuration));
  }

  private static ExperimentConfiguration configuration(String... settings) {
    List<String> all = new ArrayList<>(List.of("data.name=mnist-sample"));
    all.addAll(List.of("evaluate.samples=300", "train.batchSize=128", "train.momentum=0"));
    all.addAll(List.of(settings));
    return ConfigurationLoader.load(Optional.empty(), all);
  }
}
