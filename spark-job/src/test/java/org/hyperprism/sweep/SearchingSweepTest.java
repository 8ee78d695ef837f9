package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.setting.SettingText;
import org.junit.jupiter.api.Test;

/** Sweeps whose values are drawn, or apply under a condition, or that repeat over seeds. */
class SearchingSweepTest extends SmallSweeps {

  private static final String DRAWN =
      """
      rounds = 3
      sweep {
        random { cells = 4, seed = 2 }
        dpsgd.learningRate { logUniform = [0.01, 1] }
        partition.kind = [iid, dirichlet]
        partition.alpha { uniform = [0.1, 1], where { partition.kind = dirichlet } }
        repeats = 2
      }
      """;

  @Test
  void everyDrawMeetsEveryValueAndEverySeed() throws IOException {
    SweepConfiguration sweep = load(DRAWN);

    assertThat(sweep.keys())
        .containsExactly("dpsgd.learningRate", "partition.kind", "partition.alpha", "seed");
    assertThat(sweep.cells()).hasSize(4 * 2 * 2);
    assertThat(sweep.cells().get(0).name()).matches("draw-1_learningRate-0\\.\\d+_kind-iid_seed-1");
    assertThat(sweep.cells().get(3).name())
        .matches("draw-1_learningRate-0\\.\\d+_kind-dirichlet_alpha-0\\.\\d+_seed-2");
    assertThat(sweep.cells().get(0).values().get(2)).isEmpty();
    for (SweepCell cell : sweep.cells()) {
      assertThat(Double.toString(cell.configuration().learningRate("dpsgd")))
          .isEqualTo(cell.values().get(0));
    }
    assertThat(load(sweep.hocon()).cells()).isEqualTo(sweep.cells());
  }

  @Test
  void aLargerSearchHasTheCellsOfTheSmallerOne() throws IOException {
    List<SweepCell> few = load(DRAWN).cells();
    List<SweepCell> many = load(DRAWN.replace("cells = 4", "cells = 9")).cells();

    assertThat(many.subList(0, few.size())).isEqualTo(few);
    assertThat(load(DRAWN.replace("seed = 2", "seed = 3")).cells()).isNotEqualTo(few);
  }

  @Test
  void aConditionHoldsForOneOfSomeValuesAndForAnItemOfAList() throws IOException {
    SweepConfiguration sweep =
        load(
            """
            sweep {
              methods = [[dpsgd], [hyperprism, dpsgd], [mudag]]
              hyperprism.p { values = [1, 3], where { methods = hyperprism } }
              links.kind = [density, ring, star]
              links.density { values = [0.2, 0.8], where { links.kind = [density, star], methods = dpsgd } }
            }
            """);

    assertThat(sweep.cells().stream().map(SweepCell::name))
        .hasSize((2 + 1 + 2) + 2 * (2 + 1 + 2) + 3)
        .contains(
            "methods-dpsgd_kind-ring",
            "methods-dpsgd_kind-star_density-0.8",
            "methods-hyperprism-dpsgd_p-3_kind-density_density-0.2",
            "methods-mudag_kind-density");
  }

  @Test
  void repeatsCountFromTheSeedOfTheFile() throws IOException {
    assertThat(load("seed = 7\nsweep { repeats = 3 }").cells().stream().map(SweepCell::name))
        .containsExactly("seed-7", "seed-8", "seed-9");
    assertThat(
            SweepLoader.load(
                    java.nio.file.Files.writeString(
                        directory.resolve("r.conf"), "sweep { repeats = 2 }"),
                    List.of("seed=40"))
                .cells()
                .stream()
                .map(cell -> cell.configuration().seed()))
        .containsExactly(40L, 41L);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertRefused("sweep { train.localSteps { integer = [1.5, 4] } }", "two whole numbers");
    assertRefused(
        "sweep { dpsgd.learningRate { logUniform = [0, 1] } }",
        "sweep.dpsgd.learningRate.logUniform is [0,1]",
        "two numbers above 0");
    assertRefused("sweep { links.density { uniform = [0.9, 0.1] } }", "the smaller first");
    assertRefused("sweep { model { choice = [] } }", "a list of the values one is drawn of");
    assertRefused(
        "sweep { links.density { uniform = [0.1, 0.9], choice = [0.5] } }",
        "expected a list of the values it takes",
        "uniform, logUniform, integer, choice");
    assertRefused("sweep { links.density { unifrom = [0.1, 0.9] } }", "uniform, logUniform");
    assertRefused("sweep { links.density { uniform = [0.5, 2] } }", "links.density is ", "0 to 1");
    assertRefused("sweep { random.cells = 3, seed = [1, 2] }", "no setting has a distribution");
    assertRefused(
        "sweep { random.cells = 3, model { choice = [lr, mlp] } }",
        "sweep.random.cells is 3, expected at most 2");
    assertRefused("sweep { random.cels = 3, seed = [1] }", "did you mean sweep.random.cells");
    assertRefused("sweep { repeats = 0, devices = [5] }", "sweep.repeats is 0");
    assertRefused("sweep { repeats = 2, seed = [1, 2] }", "leave one of them out");
    assertRefused(
        "sweep { repeats = 2, variants = [{ name = a, seed = 3 }] }", "a variant cannot set seed");
    assertRefused(
        "sweep { devices { values = [5], where { partition.knd = iid } } }",
        "which is no setting",
        "did you mean partition.kind");
    assertRefused(
        "sweep { devices { values = [5], where { partition.kind = round } } }",
        "sweep.devices.where: partition.kind is ");
    assertRefused(
        """
        sweep {
          devices { values = [5, 6], where { model = mlp } }
          model { values = [lr, mlp], where { devices = 5 } }
        }
        """,
        "sweep.devices.where",
        "without a circle");
    assertRefused("sweep { halving.after = 20, seed = [1, 2] }", "'hyperprism tune' chooses");
  }

  @Test
  void theSettingsAreDocumented() {
    assertThat(Path.of("..", "conf", "README.md"))
        .content()
        .contains(SettingText.reference(SweepSettings.schema()).replace("| key |", "| setting |"));
  }

  @Test
  void theShippedExampleIsRead() {
    SweepConfiguration sweep = SweepLoader.load(Path.of("..", "conf", "random.conf"), List.of());

    // Each draw once with samples alike and once with a skew, with two seeds.
    assertThat(sweep.cells()).hasSize(6 * 2 * 2);
    assertThat(sweep.cells())
        .allSatisfy(
            cell -> assertThat(cell.configuration().data().name()).isEqualTo("mnist-sample"));
  }

  private void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }
}
