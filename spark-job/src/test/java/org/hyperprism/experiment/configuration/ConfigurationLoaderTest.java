package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.engine.NonFinite;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  @Test
  void withoutAFileTheSettingIsThePapers() {
    ExperimentConfiguration configuration = load();

    assertThat(configuration.methods()).containsExactly("hyperprism", "dpsgd");
    assertThat(configuration.devices()).isEqualTo(50);
    assertThat(configuration.partition().scheme()).isEqualTo(new Dirichlet(0.1, 1, true));
    assertThat(configuration.links().kind()).isEqualTo("density");
    assertThat(configuration.links().kinds().of(new RandomDensity.Factory()).density().density())
        .isEqualTo(0.5);
    assertThat(configuration.train()).isEqualTo(training(0.1, 128, 1, 0.9, 0));
    assertThat(configuration.data().cache())
        .isEqualTo(System.getProperty("user.home") + "/.cache/hyperprism");
  }

  @Test
  void theLastOverrideWinsOverTheFileAndTheFileOverTheDefaults() throws IOException {
    Path file = file("rounds = 7\ntrain { batchSize = 16, localSteps = 2 }\n");

    ExperimentConfiguration configuration =
        ConfigurationLoader.load(
            Optional.of(file), List.of("train.batchSize=32", "train.batchSize=64"));

    assertThat(configuration.rounds()).isEqualTo(7);
    assertThat(configuration.train()).isEqualTo(training(0.1, 64, 2, 0.9, 0));
  }

  @Test
  void oneExponentStandsForBothParts() {
    HyperPrismSettings both = hyperPrism(load("hyperprism.p=2"));
    assertThat(both.representationExponent()).isEqualTo(new ExponentSchedule.Constant(2));
    assertThat(both.decisionExponent()).isEqualTo(new ExponentSchedule.Constant(2));
  }

  @Test
  void oneScheduleStandsForBothPartsAndIsOverriddenInPlaces() throws IOException {
    Path file = file("hyperprism.p { from = 9, to = 1, over = 40 }");
    ExponentSchedule.Shape geometric = ExponentSchedule.Shape.GEOMETRIC;

    HyperPrismSettings both =
        hyperPrism(ConfigurationLoader.load(Optional.of(file), List.of("hyperprism.p.over=20")));
    assertThat(both.representationExponent())
        .isEqualTo(new ExponentSchedule.Changing(9, 1, 20, geometric))
        .isEqualTo(both.decisionExponent());

    HyperPrismSettings one =
        hyperPrism(ConfigurationLoader.load(Optional.of(file), List.of("hyperprism.p.decision=3")));
    assertThat(one.representationExponent())
        .isEqualTo(new ExponentSchedule.Changing(9, 1, 40, geometric));
    assertThat(one.decisionExponent()).isEqualTo(new ExponentSchedule.Constant(3));
    assertThatThrownBy(() -> load("hyperprism.p={from=9,to=1}"))
        .hasMessageContaining(
            "hyperprism.p.representation is {\"from\":9,\"to\":1}, expected adaptive, a number >= 1, or { from, to, over, shape }");
  }

  @Test
  void anOverrideOfOnePartKeepsTheOtherFromTheFile() throws IOException {
    Path file = file("hyperprism.p = 2");

    HyperPrismSettings mixed =
        hyperPrism(
            ConfigurationLoader.load(
                Optional.of(file), List.of("hyperprism.p.representation=adaptive")));
    assertThat(mixed.representationExponent()).isEqualTo(new ExponentSchedule.Learned());
    assertThat(mixed.decisionExponent()).isEqualTo(new ExponentSchedule.Constant(2));
  }

  @Test
  void aPresetChangesDefaultsAndNothingThatIsGiven() {
    ExperimentConfiguration paper = load("hyperprism.preset=paper", "train.momentum=0.5");
    assertThat(hyperPrism(paper).order()).isEqualTo(StepOrder.BOTH);
    assertThat(hyperPrism(paper).mirrorGradientScale())
        .isEqualTo(new MirrorScale.TenToMinusExponent());
    assertThat(paper.train().weightDecay()).isEqualTo(5e-4);
    assertThat(paper.train().momentum()).isEqualTo(0.5);
  }

  @Test
  void withoutAPresetTheExponentOfTheLastLayerFalls() {
    ExperimentConfiguration nothingGiven = load();
    HyperPrismSettings settings = hyperPrism(nothingGiven);
    assertThat(settings.order()).isEqualTo(StepOrder.PRIMAL);
    assertThat(settings.decision()).isEqualTo(HyperPrismSettings.Decision.LAST);
    assertThat(settings.representationExponent()).isEqualTo(new ExponentSchedule.Constant(1));
    assertThat(settings.decisionExponent())
        .isEqualTo(new ExponentSchedule.Changing(3, 1, 40, ExponentSchedule.Shape.GEOMETRIC));
    assertThat(nothingGiven.train().learningRate()).isEqualTo(0.1);
    assertThat(nothingGiven.train().momentum()).isEqualTo(0.9);

    ExperimentConfiguration mirror = load("hyperprism.preset=mirror-atc");
    assertThat(hyperPrism(mirror).order()).isEqualTo(StepOrder.ATC);
    assertThat(hyperPrism(mirror).decisionExponent()).isEqualTo(new ExponentSchedule.Learned());
    assertThat(mirror.train().learningRate()).isEqualTo(0.01);
    assertThat(mirror.train().momentum()).isZero();
  }

  @Test
  void substitutionsSeeTheOverridesAndTheSystemProperties() throws IOException {
    Path file = file("data.path = ${user.home}/mnist\nhyperprism.p = ${devices}\n");

    ExperimentConfiguration configuration =
        ConfigurationLoader.load(Optional.of(file), List.of("devices=4"));

    assertThat(configuration.data().path()).contains(System.getProperty("user.home") + "/mnist");
    assertThat(hyperPrism(configuration).decisionExponent())
        .isEqualTo(new ExponentSchedule.Constant(4));
  }

  @Test
  void includedFilesAreReadAndNamedInMessages() throws IOException {
    Files.writeString(directory.resolve("base.conf"), "rounds = 5\ndevices = 1\n");
    Path file = file("include \"base.conf\"\nseed = 9\n");

    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .hasMessageContaining("base.conf, line 2: devices is 1, expected a whole number >= 2");
  }

  @Test
  void aFileInTheWorkingDirectoryIncludesAnotherThere() throws IOException {
    Path workingDirectory = Path.of("");
    Path included = Files.createTempFile(workingDirectory, "included", ".conf");
    Path file = Files.createTempFile(workingDirectory, "top", ".conf");
    try {
      Files.writeString(included, "rounds = 5\n");
      Files.writeString(file, "include \"" + included + "\"\nseed = 9\n");

      assertThat(file.getParent()).isNull();
      assertThat(ConfigurationLoader.load(Optional.of(file), List.of()).rounds()).isEqualTo(5);
    } finally {
      Files.delete(file);
      Files.delete(included);
    }
  }

  @Test
  void numbersMayBeTextBecauseEnvironmentVariablesAre() {
    assertThat(load("rounds=\"12\"").rounds()).isEqualTo(12);
  }

  @Test
  void keywordsStandForAbsentNumbers() {
    assertThat(load("engine.partitions=auto").engine().partitions()).isEmpty();
    assertThat(load("engine.partitions=3").engine().partitions()).isEqualTo(OptionalInt.of(3));
    assertThat(load("evaluate.samples=all").evaluate().samples()).isEmpty();
    assertThat(load("train.localEpochs=none").train().localEpochs()).isEmpty();
    assertThat(load("train.localEpochs=2").train().localEpochs()).isEqualTo(OptionalInt.of(2));
  }

  /** Local training with the numbers and everything else as it is by default. */
  private static TrainConfiguration training(
      double learningRate, int batchSize, int localSteps, double momentum, double weightDecay) {
    TrainConfiguration standard = load().train();
    return new TrainConfiguration(
        learningRate,
        batchSize,
        localSteps,
        standard.localEpochs(),
        momentum,
        weightDecay,
        standard.schedule(),
        standard.clipNorm(),
        standard.weighting(),
        NonFinite.STOP,
        "auto",
        standard.backends());
  }

  private static HyperPrismSettings hyperPrism(ExperimentConfiguration configuration) {
    return configuration.methodSettings().of("hyperprism", HyperPrismSettings.class);
  }

  private static ExperimentConfiguration load(String... overrides) {
    return ConfigurationLoader.load(Optional.empty(), List.of(overrides));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("experiment.conf"), text);
  }
}
