package org.hyperprism.experiment.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** What a configuration asks for is divided for, also before all of it has come. */
class ExpectedExecutorsTest {

  private static final String STANDALONE = "spark://host:7077";

  @Test
  void onYarnTheirNumberIsConfigured() {
    ExpectedExecutors usual = of("yarn");
    assertThat(usual.areComplete(1, 1)).isFalse();
    assertThat(usual.areComplete(2, 2)).isTrue();
    ExpectedExecutors many = of("yarn", "executor.instances", "50", "executor.cores", "4");
    assertThat(many.areComplete(49, 196)).isFalse();
    assertThat(many.coresToUse(49, 196)).isEqualTo(200);
    assertThat(many.coresToUse(50, 200)).isEqualTo(200);
  }

  @Test
  void onAStandaloneClusterTheirCoresAreIfAnything() {
    ExpectedExecutors bounded = of(STANDALONE, "cores.max", "4");
    assertThat(bounded.areComplete(1, 2)).isFalse();
    assertThat(bounded.areComplete(2, 4)).isTrue();
    assertThat(bounded.coresToUse(1, 2)).isEqualTo(4);
    ExpectedExecutors all = of(STANDALONE);
    assertThat(all.areCounted()).isFalse();
    assertThat(all.areComplete(200, 400)).isFalse();
    assertThat(all.coresToUse(100, 400)).isEqualTo(400);
  }

  @Test
  void dynamicAllocationHasAReasonToGrow() {
    ExpectedExecutors bounded =
        of(
            "yarn",
            "dynamicAllocation.enabled",
            "true",
            "dynamicAllocation.minExecutors",
            "1",
            "dynamicAllocation.maxExecutors",
            "10",
            "executor.cores",
            "3");
    assertThat(bounded.areComplete(0, 2)).isFalse();
    assertThat(bounded.areComplete(1, 3)).isTrue();
    assertThat(bounded.coresToUse(1, 3)).isEqualTo(30);
    ExpectedExecutors unbounded =
        of(STANDALONE, "dynamicAllocation.enabled", "true", "executor.cores", "2");
    assertThat(unbounded.areComplete(0, 2)).isTrue();
    assertThat(unbounded.coresToUse(3, 6)).isEqualTo(12);
  }

  private static ExpectedExecutors of(String master, String... settings) {
    SparkConf configuration = new SparkConf(false);
    for (int i = 0; i < settings.length; i += 2) {
      configuration.set("spark." + settings[i], settings[i + 1]);
    }
    return ExpectedExecutors.of(configuration, master);
  }
}
