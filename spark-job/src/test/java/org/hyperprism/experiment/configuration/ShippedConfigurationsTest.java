package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.sweep.SweepCell;
import org.hyperprism.sweep.SweepConfiguration;
import org.hyperprism.sweep.SweepLoader;
import org.junit.jupiter.api.Test;

class ShippedConfigurationsTest {

  private static final Path FOLDER = Path.of("..", "conf");
  private static final Path PAPER = FOLDER.resolve("paper");

  @Test
  void theQuickstartNeedsNoNetwork() {
    ExperimentConfiguration quickstart = load("quickstart.conf");

    assertThat(quickstart.data().name()).isEqualTo("mnist-sample");
    assertThat(quickstart.devices()).isEqualTo(20);
    assertThat(quickstart.rounds()).isEqualTo(30);
  }

  @Test
  void theBaseSettingIsThePapersWithAFixedExponent() {
    ExperimentConfiguration defaults =
        ConfigurationLoader.load(
            Optional.empty(),
            List.of(
                "hyperprism.preset=mirror-atc",
                "hyperprism.p=3",
                "evaluate.rounds=[1,2,5,10,20,50,100]"));

    assertThat(load("base.conf")).isEqualTo(defaults);
  }

  @Test
  void thePapersTablesVaryOneSettingOverBothModels() {
    assertThat(tables()).hasSizeGreaterThanOrEqualTo(6);
    for (Path table : tables()) {
      SweepConfiguration sweep = SweepLoader.load(table, List.of());
      assertThat(sweep.keys()).hasSize(1);
      assertThat(sweep.cells()).hasSize(5 * 3);
      for (SweepCell cell : sweep.cells()) {
        ExperimentConfiguration configuration = cell.configuration();
        boolean matching = cell.name().contains("matching");
        SwarmSgd.Settings swarm =
            configuration.methodSettings().of("swarmsgd", SwarmSgd.Settings.class);
        assertThat(swarm.mode())
            .isEqualTo(matching ? SwarmSgd.Mode.MATCHING : SwarmSgd.Mode.SINGLE_PAIR);
        assertThat(swarm.onlyPairsStep()).isEqualTo(!matching);
        assertThat(configuration.methods()).containsExactlyInAnyOrder(methods(cell.name()));
        assertThat(configuration.rounds()).isEqualTo(100);
        assertThat(configuration.train().batchSize()).isEqualTo(128);
        assertThat(configuration.model() + " on " + configuration.data().name())
            .isIn("lr on mnist", "cnn on cifar-10");
      }
    }
  }

  private static String[] methods(String cell) {
    if (cell.contains("matching")) {
      return new String[] {"swarmsgd"};
    }
    return cell.contains("falling")
        ? new String[] {"hyperprism"}
        : new String[] {"hyperprism", "swarmsgd", "dpsgd", "mudag", "adom"};
  }

  @Test
  void theTunedTablesDifferFromThePapersInTheLearningRatesAlone() {
    for (String table : List.of("table-2", "table-3", "table-4")) {
      List<SweepCell> fixed = sweep(table + ".conf").cells();
      List<SweepCell> tuned = sweep(table + "-tuned.conf").cells();
      assertThat(tuned)
          .extracting(SweepCell::name)
          .isEqualTo(fixed.stream().map(SweepCell::name).toList());
      for (int i = 0; i < fixed.size(); i++) {
        ExperimentConfiguration before = fixed.get(i).configuration();
        ExperimentConfiguration after = tuned.get(i).configuration();
        assertThat(before.methods())
            .allSatisfy(method -> assertThat(before.learningRate(method)).isEqualTo(0.01));
        assertThat(withoutLearningRates(after)).isEqualTo(withoutLearningRates(before));
        assertThat(after).isNotEqualTo(before);
      }
    }
  }

  private static List<Path> tables() {
    try (Stream<Path> files = Files.list(PAPER)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("table-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutLearningRates(ExperimentConfiguration configuration) {
    return ConfigurationWriter.render(configuration)
        .replaceAll("(hyperprism|swarmsgd|dpsgd|mudag|adom)\\.learningRate = .*", "");
  }

  private static SweepConfiguration sweep(String file) {
    return SweepLoader.load(PAPER.resolve(file), List.of());
  }

  private static ExperimentConfiguration load(String file) {
    return ConfigurationLoader.load(Optional.of(FOLDER.resolve(file)), List.of());
  }
}
