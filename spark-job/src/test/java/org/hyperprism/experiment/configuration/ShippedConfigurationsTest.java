package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedConfigurationsTest {

  private static final Path FOLDER = Path.of("..", "conf");

  @Test
  void theQuickstartNeedsNoNetwork() {
    ExperimentConfiguration quickstart = load("quickstart.conf");

    assertThat(quickstart.data().name()).isEqualTo("mnist-sample");
    assertThat(quickstart.devices()).isEqualTo(20);
    assertThat(quickstart.rounds()).isEqualTo(30);
  }

  @Test
  void theBaseSettingSpellsOutTheDefaultsButFixesTheExponent() {
    ExperimentConfiguration defaults =
        ConfigurationLoader.load(
            Optional.empty(), List.of("evaluate.rounds=[1,2,5,10,20,50,100]", "hyperprism.p=3"));

    assertThat(load("base.conf")).isEqualTo(defaults);
  }

  private static ExperimentConfiguration load(String file) {
    return ConfigurationLoader.load(Optional.of(FOLDER.resolve(file)), List.of());
  }
}
