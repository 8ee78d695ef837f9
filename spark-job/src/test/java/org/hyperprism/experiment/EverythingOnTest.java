package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All that a simulated world has besides links, in one run. */
class EverythingOnTest extends SmallExperiments {

  private static final String[] EVERYTHING = {
    "engine.checkpointEvery=2",
    "devices=16",
    "rounds=8",
    "methods=[hyperprism,dpsgd]",
    "hyperprism.p=3",
    "hyperprism.order=primal",
    "train.localSteps=2",
    "links.messageLoss=0.1",
    "partition.kind=quantity",
    "featureSkew.rotation=20",
    "featureSkew.noise=0.1",
    "drift.rounds=[4]",
    "time.enabled=true",
    "time.speed=\"uniform 1e7 4e7\"",
    "time.rate=\"lognormal 1e7 0.5\"",
    "time.jitter=1",
    "time.deadline=\"60%\"",
    "time.fewerSteps=true",
    "time.late=keep",
    "availability.kind=day-night",
    "availability.period=4",
    "availability.jitter=1",
    "attack.kind=little-is-enough",
    "attack.share=0.2",
    "attack.from=3",
    "defence.kind=clipping",
    "compression.kind=top-k",
    "evaluate.local=true"
  };

  @Test
  void sameBytesOnAnyNumberOfPartitionsInAnyModeAndAfterAResume() throws IOException {
    assertSameBytesEverywhere("everything", List.of(1, 2, 3, 7, 16), EVERYTHING);

    List<Map<String, String>> rounds = rows("everything", "metrics.csv");
    assertThat(rounds).hasSize(2 * 8);
    for (String column :
        List.of("seconds_simulated", "devices_present", "messages_lost", "devices_late")) {
      assertThat(rounds.stream().map(row -> row.get(column)).distinct())
          .as(column)
          .hasSizeGreaterThan(2);
    }
  }
}
