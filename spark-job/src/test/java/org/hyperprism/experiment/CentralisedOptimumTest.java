package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.ComparisonTable;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;

/** The yardstick of a centre that has all samples. */
class CentralisedOptimumTest extends SmallExperiments {

  private static final String ASKED = "evaluate.centralised=true";
  private static final String LOCAL = "engine.mode=local";

  @Test
  void theSummarySaysHowFarEachMethodIsFromIt() throws IOException {
    Summary summary = run("asked", ASKED, LOCAL, "engine.partitions=1");
    Summary again = run("again", ASKED, LOCAL, "engine.partitions=3");
    Summary without = run("without", LOCAL);

    double optimum = summary.centralisedAccuracy().orElseThrow();
    assertThat(optimum).isBetween(0.8, 0.95);
    assertThat(again.centralisedAccuracy()).hasValue(optimum);
    assertThat(without.centralisedAccuracy()).isEmpty();
    assertThat(checksums(without)).isEqualTo(checksums(summary));
    double accuracy = summary.method("dpsgd").orElseThrow().finalAccuracy().orElseThrow();
    String gap = String.format(Locale.ROOT, "dpsgd %.2f points", 100 * (optimum - accuracy));
    assertThat(ComparisonTable.text(summary)).contains("gap to centralised: hyperprism ", gap);
    assertThat(read("asked", "comparison.md")).anyMatch(line -> line.contains(gap));
    assertThat(read("asked", "summary.json")).anyMatch(line -> line.contains("centralised_acc"));
    assertThat(Files.readString(directory.resolve("without/summary.json")))
        .doesNotContain("centralised_acc");
    String json = Files.readString(directory.resolve("asked/summary.json"));
    assertThat(Summary.parse(json, "asked").centralisedAccuracy()).hasValue(optimum);
  }

  @Test
  void aNetworkIsTrainedAtACentreByDeeplearning4jsAveraging() {
    Summary summary = run("network", ASKED, "model=mlp", "rounds=20", "train.learningRate=0.1");

    double accuracy = summary.method("dpsgd").orElseThrow().finalAccuracy().orElseThrow();
    assertThat(summary.centralisedAccuracy().orElseThrow()).isBetween(accuracy, 0.95);
  }

  @Test
  void tasksHaveNone() {
    assertRefused("which start no jobs of Spark", ASKED, "engine.mode=sweep");
  }

  private static void assertRefused(String message, String... settings) {
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.empty(), List.of(settings)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
