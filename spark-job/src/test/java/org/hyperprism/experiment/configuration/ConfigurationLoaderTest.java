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
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Dpsgd;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.setting.FactorySettings;
import org.hyperprism.topology.LinkScheduleFactory;
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
  void anIncludedFileThatIsNotThereIsRefused() throws IOException {
    Path file = file("include \"bse.conf\"\n");

    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            file
                + ": the included file bse.conf cannot be read; expected its full name, beside the"
                + " file that includes it");
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
  }

  @Test
  void allProblemsAreReportedByLineAndThenTheOverrides() throws IOException {
    Path file =
        file(
            """
            # a comment
            rounds = ten
            train {
              learnignRate = 0.1
              batchSize = 0
            }
            links.density = 1.5
            engine = local
            """);

    assertThatThrownBy(
            () ->
                ConfigurationLoader.load(
                    Optional.of(file), List.of("devices=1", "dpsgd.order=primal")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            7 problems in the configuration:
              %1$s, line 2: rounds is "ten", expected a whole number >= 1
              %1$s, line 4: train.learnignRate is not a setting; did you mean train.learningRate? \
            'hyperprism config' lists them all
              %1$s, line 5: train.batchSize is 0, expected a whole number >= 1
              %1$s, line 7: links.density is 1.5, expected a number from 0 to 1
              %1$s, line 8: engine is "local", expected a section, engine { ... }
              --set devices=1: devices is 1, expected a whole number >= 2
              --set dpsgd.order=primal: dpsgd.order is "primal", expected one of atc, cta; \
            those are HyperPrism's; for the weighted mean of D-PSGD primal is atc"""
                .formatted(file));
  }

  @Test
  void anUnknownKeyNamesTheNearestOrOnlyTheReference() {
    assertThatThrownBy(() -> load("learningRate=0.1"))
        .hasMessageContaining("learningRate is not a setting; did you mean train.learningRate?");
    assertThatThrownBy(() -> load("trian.batchSize=1"))
        .hasMessageContaining("trian is not a setting; did you mean train?");
    assertThatThrownBy(() -> load("entirely.different=1"))
        .hasMessageEndingWith("entirely is not a setting; 'hyperprism config' lists them all");
  }

  @Test
  void wrongTypesSayWhatIsExpected() {
    assertThatThrownBy(() -> load("rounds=1.5"))
        .hasMessageEndingWith("rounds is 1.5, expected a whole number >= 1, at most 2147483647");
    assertThatThrownBy(() -> load("partition.balanced=perhaps"))
        .hasMessageEndingWith("partition.balanced is \"perhaps\", expected true or false");
    assertThatThrownBy(() -> load("methods=hyperprism"))
        .hasMessageEndingWith(
            "methods is \"hyperprism\", expected a list, each one of "
                + String.join(", ", MethodFactory.all().names()));
    assertThatThrownBy(() -> load("evaluate.samples=some"))
        .hasMessageEndingWith("evaluate.samples is \"some\", expected all or a whole number >= 1");
    assertThatThrownBy(() -> load("links.kind=rings"))
        .hasMessageEndingWith(
            "links.kind is \"rings\", expected one of "
                + String.join(", ", LinkScheduleFactory.all().names())
                + "; did you mean ring?");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> load("partition.alpha=0"))
        .hasMessageEndingWith("partition.alpha is 0, expected a number > 0");
    assertThatThrownBy(() -> load("hyperprism.p=0.5"))
        .hasMessageContaining(
            "hyperprism.p.decision is 0.5, expected adaptive, a number >= 1, or { from, to, over, shape }")
        .hasMessageContaining(
            "hyperprism.p.representation is 0.5, expected adaptive, a number >= 1, or { from");
    assertThatThrownBy(() -> load("train.learningRate=1e999"))
        .hasMessageContaining("train.learningRate is ");
    assertThatThrownBy(() -> load("engine.partitions=0"))
        .hasMessageEndingWith("engine.partitions is 0, expected auto or a whole number >= 1");
  }

  @Test
  void settingsMustAgreeWithEachOther() {
    assertThatThrownBy(() -> load("rounds=20", "evaluate.rounds=[1,30]"))
        .hasMessageEndingWith(
            "--set evaluate.rounds=[1,30]: evaluate.rounds holds 30, expected rounds from 1 to 20,"
                + " the setting rounds");
    assertThatThrownBy(() -> load("methods=[dpsgd,dpsgd]"))
        .hasMessageEndingWith(
            "methods is [dpsgd, dpsgd], expected at least one method, and each only once");
    assertThatThrownBy(() -> load("methods=[]"))
        .hasMessageEndingWith("methods is [], expected at least one method, and each only once");
    assertThatThrownBy(() -> load("modelParts=[representation,decision]"))
        .hasMessageEndingWith(
            "modelParts is given, but hyperprism.decision = last takes the last layer alone,"
                + " expected hyperprism.decision = dense with it, or modelParts = []");
    assertThat(load("modelParts=[representation,decision]", "methods=[dpsgd]").modelParts())
        .hasSize(2);
  }

  @Test
  void anAbsentFileOrADirectoryIsRefused() {
    Path absent = directory.resolve("absent.conf");

    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(absent), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            absent
                + " does not exist; expected a configuration file in HOCON, such as"
                + " conf/base.conf");
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(directory), List.of()))
        .hasMessageStartingWith(directory + " is a directory; expected");
  }

  @Test
  void aFileThatIsNotHoconIsRefusedWithItsLine() throws IOException {
    Path file = file("rounds = 5\ntrain { batchSize = 3\n");

    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageEndingWith("; expected HOCON, as in conf/base.conf");
  }

  @Test
  void anUnknownSubstitutionIsRefused() throws IOException {
    Path file = file("rounds = ${no.such.key}\n");

    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("${no.such.key}");
  }

  @Test
  void anOverrideNeedsAnEqualsSignAndOneValue() {
    assertThatThrownBy(() -> load("rounds"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "--set rounds: no '=' after a key; expected --set key=value, such as --set rounds=10");
    assertThatThrownBy(() -> load("methods=hyperprism,dpsgd"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "--set methods=hyperprism,dpsgd: the value is not HOCON; write a list as methods=[a,b]");
    assertThatThrownBy(() -> load("rounds=1,seed=2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the value is not HOCON");
  }

  @Test
  void aConfigurationBuiltInJavaIsCheckedToo() {
    ExperimentConfiguration sound = load();
    TrainConfiguration endless = training(Double.NaN, 128, 1, 0, 0);
    assertThatThrownBy(() -> with(sound, endless, sound.methodSettings()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("train.learningRate is NaN, expected a number > 0");
    FactorySettings refused =
        sound.methodSettings().with(new Dpsgd.Factory(), new Dpsgd.Settings(StepOrder.PRIMAL));
    assertThatThrownBy(() -> with(sound, sound.train(), refused))
        .hasMessageStartingWith("dpsgd.order is primal, expected one of atc, cta;");
  }

  /** Local training with the numbers and everything else as it is by default. */
  private static TrainConfiguration training(
      double learningRate, int batchSize, int localSteps, double momentum, double weightDecay) {
    TrainConfiguration standard = load().train();
    return new TrainConfiguration(
        learningRate,
        batchSize,
        localSteps,
        momentum,
        weightDecay,
        standard.schedule(),
        standard.clipNorm(),
        standard.weighting(),
        NonFinite.STOP,
        "auto",
        standard.backends());
  }

  private static ExperimentConfiguration with(
      ExperimentConfiguration other, TrainConfiguration train, FactorySettings methodSettings) {
    return new ExperimentConfiguration(
        other.seed(),
        other.rounds(),
        other.methods(),
        other.devices(),
        other.model(),
        other.modelParts(),
        other.keepModels(),
        other.data(),
        other.partition(),
        other.links(),
        train,
        methodSettings,
        other.methodRates(),
        other.engine(),
        other.evaluate(),
        other.tracking());
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

  @Test
  void whatTheParserCannotPutIntoWordsIsSaid(@TempDir Path folder) throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.conf"), "a{".repeat(100_000));
    Path beyond = Files.writeString(folder.resolve("beyond.conf"), "a = \"\\u-214\"");
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(beyond), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("an escape in a text stands for no character");
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(deep), List.of()))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(
            () ->
                ConfigurationLoader.load(
                    Optional.empty(), List.of("methods=" + "[".repeat(100_000))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nested too deeply");
  }
}
