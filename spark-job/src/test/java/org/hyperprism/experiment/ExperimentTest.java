package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.results.Summary;
import org.hyperprism.testing.LoggedWarnings;
import org.junit.jupiter.api.Test;

/** What comes out of whole experiments, and what does not even begin. */
class ExperimentTest extends SmallExperiments {

  @Test
  void everyPartitionCountAndModeGivesTheSameMetrics() throws IOException {
    Summary first = run("p1", "engine.partitions=1");
    List<String> metrics = results("p1");
    assertThat(metrics).hasSize(1 + 2 * 6);
    for (int partitions : new int[] {2, 3, 8}) {
      Summary other = run("p" + partitions, "engine.partitions=" + partitions);
      assertThat(results("p" + partitions)).isEqualTo(metrics);
      assertThat(checksums(other)).isEqualTo(checksums(first));
      assertThat(read("p" + partitions, "devices.csv")).isEqualTo(read("p1", "devices.csv"));
      assertThat(read("p" + partitions, "exponents.csv")).isEqualTo(read("p1", "exponents.csv"));
    }
    Summary local = run("local", "engine.mode=local");
    assertThat(results("local")).isEqualTo(metrics);
    assertThat(checksums(local)).isEqualTo(checksums(first));
    assertThat(checksums(run("seed", "seed=2"))).doesNotContainAnyElementsOf(checksums(first));
  }

  @Test
  void exponentOneEqualsDpsgdBitForBit() throws IOException {
    for (String order : List.of("atc", "cta")) {
      Summary summary =
          run(
              "one-" + order,
              "hyperprism.p=1",
              "hyperprism.order=" + order,
              "dpsgd.order=" + order,
              "train.localSteps=2");
      assertThat(checksums(summary).get(0)).isEqualTo(checksums(summary).get(1));
      List<String> rows = results("one-" + order);
      for (int round = 1; round <= 6; round++) {
        assertThat(rows.get(round).replace("hyperprism,", ""))
            .isEqualTo(rows.get(6 + round).replace("dpsgd,", ""));
      }
    }
  }

  @Test
  void aLearningRateOfItsOwnReplacesTheSharedOne() {
    String all = "methods=" + MethodFactory.all().names();
    List<String> settings =
        new ArrayList<>(List.of(all, "engine.mode=local", "train.learningRate=0.5"));
    for (String method : MethodFactory.all().names()) {
      settings.add(method + ".learningRate=0.05");
    }
    Summary shared = run("shared-rate", all, "engine.mode=local", "train.learningRate=0.05");
    Summary own = run("own-rates", settings.toArray(String[]::new));

    assertThat(checksums(own)).isEqualTo(checksums(shared)).doesNotHaveDuplicates();
  }

  /** It is so in every round, and worth one line. */
  @Test
  void whatComputerNumbersCannotFollowIsSaidOnceForEachMethod() {
    try (LoggedWarnings warnings = LoggedWarnings.of(MethodRun.class)) {
      run(
          "extremes",
          "engine.mode=local",
          "rounds=3",
          "evaluate.every=1",
          "methods=[hyperprism,dpsgd]",
          "hyperprism.p=1e9",
          "dpsgd.learningRate=1e30");
      assertThat(warnings.messages())
          .satisfiesExactly(
              exponent -> assertThat(exponent).startsWith("hyperprism.p reaches 1.0E9: "),
              rate -> assertThat(rate).startsWith("dpsgd has saturated in round "));
    }
  }

  @Test
  void moreDevicesThanSamplesLeaveNothingBehind() {
    assertThatThrownBy(() -> run("crowded", "devices=6001"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("devices")
        .hasMessageContaining("6001");
    assertThat(directory.resolve("crowded")).doesNotExist();
  }

  @Test
  void anUnusableOutputPathIsNamed() throws IOException {
    Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(() -> run("file/below"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("file/below")
        .hasMessageContaining("name another directory");
  }
}
