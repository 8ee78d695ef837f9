package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.baseline.Dpsgd;
import org.hyperprism.setting.FactorySettings;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and settings that are refused, with what their messages say. */
class RefusedConfigurationsTest {

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  @Test
  void aSectionOfAnotherCommandIsNamedWithItsOption() {
    assertThatThrownBy(
            () -> ConfigurationLoader.load(Optional.empty(), List.of("tune.halving.after=20")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--set tune.halving.after=20: the section tune describes a search");
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
            those are HyperPrism's; for the weighted mean of D-PSGD primal is atc\
            """
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
  void localWorkIsCountedInStepsOrInEpochs() {
    assertThatThrownBy(() -> load("train.localEpochs=2", "train.localSteps=5"))
        .hasMessageContaining(
            "train.localEpochs is 2, but train.localSteps is 5; expected one of them alone");
    assertThatThrownBy(() -> load("train.localEpochs=0"))
        .hasMessageEndingWith("train.localEpochs is 0, expected none or a whole number >= 1");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> load("partition.alpha=0"))
        .hasMessageEndingWith("partition.alpha is 0, expected a number > 0");
    assertThatThrownBy(() -> load("hyperprism.p=0.5"))
        .hasMessageContaining(
            "hyperprism.p.decision is 0.5, expected adaptive, a number >= 1, or { from, to, over,"
                + " shape }")
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
    assertThatThrownBy(() -> load("hyperprism.mapping=sender", "hyperprism.elasticity=0.5"))
        .hasMessageEndingWith(
            "hyperprism.mapping is sender and hyperprism.elasticity 0.5; the sender's rule is"
                + " Algorithm 1 by the letter, which has no elasticity: expected mapping = receiver"
                + " or consensus, or elasticity = 0");
    assertThatThrownBy(() -> load("hyperprism.order=cta", "hyperprism.momentumKind=averaged"))
        .hasMessageEndingWith(
            "hyperprism.momentumKind is averaged and hyperprism.order is not primal; mirror steps"
                + " have a momentum of their own: expected order = primal with it, or momentumKind"
                + " = heavy-ball");
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
            "--set methods=hyperprism,dpsgd: the value is not HOCON; write a list as"
                + " methods=[a,b]");
    assertThatThrownBy(() -> load("rounds=1,seed=2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the value is not HOCON");
  }

  @Test
  void aConfigurationBuiltInJavaIsCheckedToo() {
    ExperimentConfiguration sound = load();
    assertThatThrownBy(
            () -> with(sound, withRate(sound.train(), Double.NaN), sound.methodSettings()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("train.learningRate is NaN, expected a number > 0");
    Map<String, Record> settings = new HashMap<>(sound.methodSettings().byName());
    settings.put("dpsgd", new Dpsgd.Settings(StepOrder.PRIMAL));
    FactorySettings refused = new FactorySettings(settings);
    assertThatThrownBy(() -> with(sound, sound.train(), refused))
        .hasMessageStartingWith("dpsgd.order is primal, expected one of atc, cta;");
  }

  @Test
  void whatTheParserCannotPutIntoWordsIsSaid() throws IOException {
    Path deep = Files.writeString(directory.resolve("deep.conf"), "a{".repeat(100_000));
    Path beyond = Files.writeString(directory.resolve("beyond.conf"), "a = \"\\u-214\"");
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

  /** A parser may follow further than what puts values into the place of substitutions. */
  @Test
  void substitutionsBelowTooManyLevelsAreRefused() {
    ConfigValue value = ConfigFactory.parseString("b = ${seed}").root();
    for (int level = 0; level < 100_000; level++) {
      value = ConfigValueFactory.fromMap(Map.of("a", value));
    }
    Config deep = ConfigFactory.empty().withValue("deep", value);
    assertThatThrownBy(() -> ConfigurationLoader.resolve(deep))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nested too deeply");
  }

  private static TrainConfiguration withRate(TrainConfiguration other, double learningRate) {
    return new TrainConfiguration(
        learningRate,
        other.batchSize(),
        other.localSteps(),
        other.localEpochs(),
        other.momentum(),
        other.weightDecay(),
        other.schedule(),
        other.clipNorm(),
        other.weighting(),
        other.onDivergence(),
        other.backend(),
        other.backends());
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
        other.keepBestModels(),
        other.startFrom(),
        other.data(),
        other.partition(),
        other.featureSkew(),
        other.drift(),
        other.links(),
        other.attack(),
        other.defence(),
        other.compression(),
        train,
        methodSettings,
        other.methodRates(),
        other.time(),
        other.availability(),
        other.asynchrony(),
        other.engine(),
        other.evaluate(),
        other.tracking());
  }

  private static ExperimentConfiguration load(String... overrides) {
    return ConfigurationLoader.load(Optional.empty(), List.of(overrides));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("experiment.conf"), text);
  }
}
