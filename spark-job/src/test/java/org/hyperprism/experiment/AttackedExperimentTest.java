package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;
import org.junit.jupiter.api.Test;

/** What a run among attackers reports, and that it can be resumed. */
class AttackedExperimentTest extends SmallExperiments {

  private static final String[] ATTACKED = {
    "methods=[dpsgd]",
    "attack.kind=little-is-enough",
    "attack.share=0.3",
    "defence.kind=clipping",
    "engine.checkpointEvery=1",
    "evaluate.samples=all"
  };

  private static double number(List<String> rows, int row, String column) {
    int place = Arrays.asList(rows.get(0).split(",")).indexOf(column);
    return Double.parseDouble(rows.get(row).split(",", -1)[place]);
  }

  @Test
  void honestDevicesAloneAreReportedAndAttackersNamed() throws IOException {
    List<String> said = new ArrayList<>();
    experiment(
            "attacked",
            false,
            new RecordingObserver() {
              @Override
              public void started(String description) {
                said.add(description);
              }
            },
            ATTACKED)
        .run();

    List<String> devices = read("attacked", "devices.csv");
    assertThat(devices).hasSize(1 + 7);
    String line =
        said.get(0)
            .lines()
            .filter(each -> each.startsWith("attackers: "))
            .findFirst()
            .orElseThrow();
    assertThat(line).matches("attackers: 3, little-is-enough from round 1: devices \\d, \\d, \\d");
    List<String> attackers = List.of(line.replaceAll(".*devices ", "").split(", "));
    for (String row : devices) {
      assertThat(attackers).doesNotContain(row.split(",")[1]);
    }
    String named = line.replace("attackers: ", "");
    assertThat(String.join("\n", read("attacked", "environment.json"))).contains(named);
    assertThat(String.join("\n", read("attacked", "summary.json"))).contains(named);
    List<String> metrics = read("attacked", "metrics.csv");
    double mean = 0;
    double lowest = 1;
    for (int row = 1; row <= 7; row++) {
      mean += number(devices, row, "accuracy") / 7;
      lowest = Math.min(lowest, number(devices, row, "accuracy"));
    }
    assertThat(number(metrics, 6, "accuracy_mean")).isCloseTo(mean, within(1e-9));
    assertThat(number(metrics, 6, "accuracy_min")).isCloseTo(lowest, within(1e-9));
    List<String> classes = read("attacked", "classes.csv");
    double predicted = 0;
    double known = 0;
    for (int row = 1; row < classes.size(); row++) {
      for (int label = 0; label < 10; label++) {
        predicted += number(classes, row, "predicted_" + label);
      }
      known += number(classes, row, "recall") * number(classes, row, "samples");
    }
    // Of 1,000 test samples, by seven devices.
    assertThat(predicted).isEqualTo(7000);
    assertThat(known).isCloseTo(mean * 1000, within(1e-6));
  }

  @Test
  void aRunThatWasCutOffEndsWithTheSameBits() throws IOException {
    List<String> whole = checksums(run("whole", ATTACKED));
    assertThatThrownBy(() -> experiment("cut", false, new RecordingObserver(3), ATTACKED).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    assertThat(checksums(experiment("cut", true, new RecordingObserver(), ATTACKED).run()))
        .isEqualTo(whole);
    assertThat(results("cut")).isEqualTo(results("whole"));
  }

  @Test
  void aDefenceRefusesAMethodBeforeTheRunBegins() {
    assertThatThrownBy(() -> run("refused", "methods=[dpsgd,mudag]", "defence.kind=median"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("defence.kind is median, but what mudag sends")
        .hasMessageContaining("expected defence.kind = none");
    assertThat(directory.resolve("refused")).doesNotExist();
  }
}
