package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

  @Test
  void aRowShowsKeyDefaultLegalValuesAndMeaning() {
    assertThat(ConfigurationWriter.reference())
        .contains(
            "| `train.learningRate` | `0.1`, preset mirror-atc: `0.01`, preset paper: `0.01` | a number"
                + " > 0 | Length of a gradient step; too long a step ends in NaN. |\n")
        .contains("| `data.cache` | `${user.home}/.cache/hyperprism` | text |")
        .contains("| `engine.partitions` | `auto` | auto or a whole number >= 1 |");
  }

  @Test
  void theWriterNamesExactlyTheSettingsOfTheReference() {
    String written =
        ConfigurationWriter.render(ConfigurationLoader.load(Optional.empty(), List.of()));

    assertThat(written.lines().map(line -> line.replaceFirst(" = .*", "")))
        .containsExactlyElementsOf(ExperimentConfiguration.schema().settings().keySet());
  }
}
