package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings of simulated time, attackers, defences and compression that are refused. */
class RefusedDisturbancesTest {

  @Test
  void simulatedTimeIsRefusedWhereItSaysNothing() {
    for (String speed :
        List.of("0", "-1", "fast", "\"uniform 2 1\"", "\"lognormal 1 -1\"", "snr")) {
      assertThatThrownBy(() -> load("time.speed=" + speed))
          .hasMessageContaining("time.speed is ")
          .hasMessageContaining("expected profile, a number > 0, \"uniform LOW HIGH\"");
    }
    assertThatThrownBy(() -> load("time.rate=profile")).hasMessageContaining("expected snr, a");
    for (String deadline : List.of("0", "-2", "soon", "\"0%\"", "\"100%\"", "\"x%\"")) {
      assertThatThrownBy(() -> load("time.enabled=true", "time.deadline=" + deadline))
          .hasMessageContaining("time.deadline is ")
          .hasMessageEndingWith(
              "expected none, seconds > 0, or a share of the devices above 0% and below 100%, such"
                  + " as \"90%\"");
    }
    assertThatThrownBy(() -> load("time.deadline=\"90%\""))
        .hasMessageContaining("time.deadline is \"90%\", but time.enabled is false");
    assertThatThrownBy(() -> load("time.enabled=true", "time.fewerSteps=true"))
        .hasMessageContaining("time.fewerSteps is true, but time.deadline is none");
    assertThatThrownBy(() -> load("time.profiles=[]"))
        .hasMessageContaining("time.profiles is [], expected at least one");
    assertThatThrownBy(() -> load("time.profiles=[raspberry-pi-9]"))
        .hasMessageContaining("raspberry-pi-4");
    assertThatThrownBy(() -> load("time.watts.idle=-1")).hasMessageContaining("time.watts.idle");
  }

  @Test
  void attacksAndDefencesThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> load("attack.kind=sign-flip", "attack.share=0.01", "devices=20"))
        .hasMessageEndingWith(
            "attack.share is 0.01, which of 20 devices is none; expected a share of 1 to 19"
                + " devices");
    assertThatThrownBy(() -> load("attack.kind=sign-flip", "attack.share=0.99", "devices=20"))
        .hasMessageContaining("which of 20 devices is all;");
    assertThatThrownBy(() -> load("attack.kind=noise", "attack.from=200"))
        .hasMessageEndingWith(
            "attack.from is 200, expected a round from 1 to 100, the setting rounds");
    assertThatThrownBy(() -> load("attack.kind=signflip"))
        .hasMessageContaining("did you mean sign-flip?");
    assertThatThrownBy(() -> load("attack.placement=first"))
        .hasMessageEndingWith(
            "attack.placement is \"first\", expected one of random, best-connected");
    assertThatThrownBy(() -> load("attack.share=1"))
        .hasMessageEndingWith("attack.share is 1, expected a number from above 0 to below 1");
    assertThatThrownBy(() -> load("attack.noise=0"))
        .hasMessageEndingWith("attack.noise is 0, expected a number > 0");
    assertThatThrownBy(() -> load("attack.reversal=-1"))
        .hasMessageEndingWith("attack.reversal is -1, expected a number > 0");
    assertThatThrownBy(() -> load("defence.kind=krum"))
        .hasMessageContaining(
            "expected one of none, clipping, trimmed-mean, median, norm-bound, balance");
    assertThatThrownBy(() -> load("defence.share=0.5"))
        .hasMessageEndingWith("defence.share is 0.5, expected a number from 0 to below 0.5");
    assertThatThrownBy(() -> load("defence.radius=0"))
        .hasMessageEndingWith("defence.radius is 0, expected auto or a number > 0");
    assertThatThrownBy(() -> load("defence.ownWeight=2"))
        .hasMessageEndingWith("defence.ownWeight is 2, expected a number from 0 to 1");
    assertThat(load("attack.share=0.01").attack().count(20)).isZero();
  }

  @Test
  void compressionThatMeansNothingIsRefused() {
    assertThatThrownBy(() -> load("compression.kind=top"))
        .hasMessageContaining("expected one of none, top-k, random-k, low-rank, bits");
    assertThatThrownBy(() -> load("compression.share=0"))
        .hasMessageEndingWith("compression.share is 0, expected a number from above 0 to 1");
    assertThatThrownBy(() -> load("compression.share=1.5"))
        .hasMessageEndingWith("compression.share is 1.5, expected a number from above 0 to 1");
    assertThatThrownBy(() -> load("compression.rank=0"))
        .hasMessageEndingWith("compression.rank is 0, expected a whole number >= 1");
    assertThatThrownBy(() -> load("compression.bits=9"))
        .hasMessageEndingWith("compression.bits is 9, expected a whole number from 1 to 8");
    assertThatThrownBy(() -> load("compression.consensusStep=2"))
        .hasMessageEndingWith(
            "compression.consensusStep is 2, expected auto or a number from above 0 to 1");
    assertThat(load("compression.kind=bits").compression().bits()).isEqualTo(4);
  }

  private static ExperimentConfiguration load(String... overrides) {
    return ConfigurationLoader.load(Optional.empty(), List.of(overrides));
  }
}
