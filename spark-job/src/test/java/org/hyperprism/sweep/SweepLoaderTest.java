package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepLoaderTest {

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  @Test
  void everyVariantMeetsEveryCombinationInTheOrderWritten() throws IOException {
    SweepConfiguration sweep =
        sweep(
            """
            rounds = 7
            sweep {
              links.density = [0.2, 0.8]
              seed = [1, 2]
              variants = [
                { name = small, devices = 10 }
                { name = large, devices = 20, train { batchSize = 16 } }
              ]
            }
            """);

    assertThat(sweep.keys()).containsExactly("links.density", "seed");
    assertThat(names(sweep))
        .containsExactly(
            "small_density-0.2_seed-1",
            "small_density-0.2_seed-2",
            "small_density-0.8_seed-1",
            "small_density-0.8_seed-2",
            "large_density-0.2_seed-1",
            "large_density-0.2_seed-2",
            "large_density-0.8_seed-1",
            "large_density-0.8_seed-2");
    SweepCell last = sweep.cells().get(7);
    assertThat(last.variant()).contains("large");
    assertThat(last.values()).containsExactly("0.8", "2");
    assertThat(last.configuration())
        .isEqualTo(
            ConfigurationLoader.load(
                Optional.empty(),
                List.of(
                    "rounds=7",
                    "devices=20",
                    "train.batchSize=16",
                    "links.density=0.8",
                    "seed=2")));
  }

  @Test
  void aSettingThatIsAListTakesListsOfValues() throws IOException {
    SweepConfiguration sweep = sweep("sweep.methods = [[hyperprism], [dpsgd, mudag]]");

    assertThat(names(sweep)).containsExactly("methods-hyperprism", "methods-dpsgd-mudag");
    assertThat(sweep.cells().get(1).configuration().methods()).containsExactly("dpsgd", "mudag");
  }

  @Test
  void oneExponentStandsForBothPartsHereToo() throws IOException {
    SweepConfiguration sweep = sweep("hyperprism.p = 2\nsweep.hyperprism.p = [adaptive, 3]");

    assertThat(names(sweep)).containsExactly("p-adaptive", "p-3");
    HyperPrismSettings fixed =
        sweep
            .cells()
            .get(1)
            .configuration()
            .methodSettings()
            .of("hyperprism", HyperPrismSettings.class);
    assertThat(fixed.decisionExponent()).isEqualTo(new ExponentSchedule.Constant(3));
    assertThat(fixed.representationExponent()).isEqualTo(new ExponentSchedule.Constant(3));
  }

  @Test
  void settingsOfTheSameLastWordKeepTheirWholeNameInTheNames() throws IOException {
    assertThat(
            names(
                sweep(
                    "sweep { dpsgd.learningRate = [shared], mudag.learningRate = [0.0001, 1.0] }")))
        .containsExactly(
            "dpsgd.learningRate-shared_mudag.learningRate-0.0001",
            "dpsgd.learningRate-shared_mudag.learningRate-1");
  }

  @Test
  void overridesWinOverVariantsAndChangeWhatIsSwept() throws IOException {
    SweepConfiguration sweep =
        sweep(
            "sweep { seed = [1, 2, 3], variants = [{ name = long, rounds = 90 }] }",
            "rounds=4",
            "sweep.seed=[8,9]",
            "sweep.devices=[5]");

    assertThat(names(sweep)).containsExactly("long_seed-8_devices-5", "long_seed-9_devices-5");
    assertThat(sweep.cells())
        .allSatisfy(cell -> assertThat(cell.configuration().rounds()).isEqualTo(4));
  }

  @Test
  void theKeptTextDescribesTheSameSweep() throws IOException {
    SweepConfiguration sweep =
        sweep(
            """
            hyperprism.p = 3
            sweep { seed = [1, 2], variants = [{ name = a, links.density = 1 }] }
            """,
            "devices=6");

    assertThat(sweep(sweep.hocon()).cells()).isEqualTo(sweep.cells());
  }

  @Test
  void everyProblemOfTheSectionIsReportedWithItsLine() {
    assertThatThrownBy(
            () ->
                sweep(
                    """
                    sweep {
                      sede = [1, 2]
                      partition.alpha = 0.1
                      links.density = []
                      variant = [{ name = a }]
                      variants = [
                        { devices = 10 }
                      ]
                    }
                    """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "5 problems in the configuration",
            "sweep.conf, line 2: sweep.sede names no setting; did you mean sweep.seed?",
            "sweep.conf, line 3: sweep.partition.alpha is 0.1, expected a list of the values it"
                + " takes, such as [0.1]",
            "sweep.conf, line 4: sweep.links.density is []",
            "sweep.conf, line 5: sweep.variant names no setting; did you mean sweep.variants?",
            "sweep.conf, line 7: a variant is {\"devices\":10}, expected settings and a name");
  }

  @Test
  void everyExperimentIsCheckedAndEachProblemSaidOnce() {
    assertThatThrownBy(
            () ->
                sweep(
                    """
                    rounds = 0
                    sweep {
                      variants = [
                        { name = a, modle = lr }
                      ]
                      partition.alpha = [
                        1,
                        -1
                      ]
                      seed = [1, 2]
                    }
                    """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "3 problems in the configuration",
            "sweep.conf, line 1: rounds is 0",
            "sweep.conf, line 4: modle is not a setting; did you mean model?",
            "sweep.conf, line 8: partition.alpha is -1, expected a number > 0");
  }

  @Test
  void aSweptSettingCannotAlsoBeSet() {
    String text = "sweep { seed = [1, 2], variants = [{ name = a, seed = 3 }] }";
    assertThatThrownBy(() -> sweep(text, "seed=4"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "line 1: seed is swept, so it cannot be set by a variant; change sweep.seed instead",
            "--set seed=4: seed is swept, so it cannot be set here; change sweep.seed instead");
  }

  @Test
  void namesAreShortEnoughForFiles() throws IOException {
    List<SweepCell> cells = sweep("sweep.train.learningRate = [0.1, 1e299, 1e300]").cells();
    assertThat(cells.get(0).name()).isEqualTo("learningRate-0.1");
    assertThat(cells.get(1).name()).startsWith("learningRate-1000").hasSize(150 + 9);
    assertThat(cells.get(2).name()).hasSize(150 + 9).isNotEqualTo(cells.get(1).name());
  }

  /** The folder of ".." would be that of the sweep's neighbours. */
  @Test
  void anExperimentIsNotCalledAsAFolderAbove() {
    assertThatThrownBy(() -> sweep("sweep.variants = [{ name = \"..\" }, { name = a, seed = 3 }]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("an experiment would be called .., expected a name that does not");
  }

  @Test
  void moreExperimentsThanAnybodyRunsAreRefused() {
    String seeds = Collections.nCopies(1000, "7").toString();
    assertThatThrownBy(() -> sweep("sweep { seed = " + seeds + ", rounds = " + seeds + " }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "line 1: sweep describes 1000000 experiments, expected at most 100000");
    assertThatThrownBy(() -> sweep("sweep { repeats = 100000, rounds = [1, 2] }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sweep describes 200000 experiments");
    assertThatThrownBy(() -> sweep("sweep { repeats = 2000000000, rounds = [1, 2] }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sweep.repeats is 2000000000, expected a whole number from 1 to");
    assertThatThrownBy(
            () ->
                sweep(
                    "sweep { random.cells = 2000000000, train.learningRate { uniform = [0.1, 1] } }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sweep.random.cells is 2000000000, expected a whole number from 1");
  }

  /** Java knows numbers that are infinite, and HOCON reads them. */
  @Test
  void numbersBeyondAllAreRefused() {
    for (String values :
        List.of(
            "[1e999]",
            "{ uniform = [-1e308, 1e308] }",
            "{ uniform = [0, 1e999] }",
            "{ logUniform = [1, 1e999] }",
            "{ choice = [1e999, 1] }, random.cells = 2")) {
      assertThatThrownBy(() -> sweep("sweep { train.learningRate = %s }".formatted(values)))
          .as(values)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("learningRate");
    }
  }

  @Test
  void experimentsNeedNamesOfTheirOwn() {
    assertThatThrownBy(() -> sweep("sweep.seed = [1, 1]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 1: two experiments would be called seed-1");
  }

  @Test
  void aSweepAndASingleExperimentAreToldApart() throws IOException {
    assertThatThrownBy(() -> sweep("rounds = 3"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has no section sweep")
        .hasMessageContaining("'hyperprism run'");
    assertThatThrownBy(() -> sweep("sweep {}"))
        .hasMessageContaining("line 1: sweep names no settings");
    Path file = file("rounds = 3\nsweep.seed = [1]\n");
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 2: the section sweep describes several experiments")
        .hasMessageContaining("'hyperprism sweep'");
  }

  private SweepConfiguration sweep(String text, String... overrides) throws IOException {
    return SweepLoader.load(file(text), List.of(overrides));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("sweep.conf"), text);
  }

  private static List<String> names(SweepConfiguration sweep) {
    return sweep.cells().stream().map(SweepCell::name).toList();
  }
}
