package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hyperprism.failure.ConfigurationException;
import org.junit.jupiter.api.Test;

/** Runs whose devices do not wait for each other: the same bytes everywhere. */
class AsynchronousRunsTest extends SmallExperiments {

  private static final String[] FLEET = {
    "engine.checkpointEvery=2",
    "methods=[dpsgd,hyperprism]",
    "dpsgd.order=cta",
    "hyperprism.p=3",
    "rounds=6",
    "time.enabled=true",
    "time.speed=\"uniform 1e7 4e7\"",
    "time.rate=1e8",
    "asynchrony.clock=fleet"
  };

  private static final String[] POISSON = {
    "engine.checkpointEvery=2",
    "methods=[swarmsgd]",
    "train.localSteps=3",
    "rounds=6",
    "asynchrony.clock=poisson"
  };

  private static final String[] GOSSIP = {
    "engine.checkpointEvery=2",
    "methods=[hyperprism]",
    "hyperprism.p=3",
    "rounds=6",
    "asynchrony.clock=poisson",
    "asynchrony.meeting=push"
  };

  @Test
  void sameBytesOnAnyNumberOfPartitionsInAnyModeAndAfterAResume() throws IOException {
    for (String[] settings : List.of(FLEET, POISSON, GOSSIP)) {
      String name = "whole-" + settings.length;
      assertSameBytesEverywhere(name, List.of(3, 16), settings);
      for (String staleness : column(name, "staleness_seconds")) {
        assertThat(Double.parseDouble(staleness) > 0).isEqualTo(settings != GOSSIP);
      }
      assertThat(new HashSet<>(column(name, "seconds_simulated"))).hasSizeGreaterThan(3);
    }
  }

  @Test
  void whatGoesByRoundsIsRefusedBeforeAnythingIsWritten() {
    Map<String, String> refused =
        Map.of(
            "time.enabled=false", "no device has a pace",
            "methods=[mudag]", "mudag cannot do with it",
            "hyperprism.p=adaptive", "hyperprism cannot do with it",
            "train.localSteps=2", "train.localSteps = 1",
            "attack.kind=sign-flip", "attack.kind",
            "compression.kind=top-k", "compression.kind",
            "availability.kind=day-night", "availability",
            "links.messageLoss=0.1", "links.messageLoss",
            "links.kind=directed", "both hear each other",
            "asynchrony.meeting=pull", "asynchrony.meeting is pull");
    refused.forEach(
        (setting, why) ->
            assertThatThrownBy(() -> run("refused", with(FLEET, setting)))
                .as(setting)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("asynchrony.clock is fleet")
                .hasMessageContaining(why)
                .hasMessageContaining("expected"));
    assertThatThrownBy(() -> run("refused", with(POISSON, "time.enabled=true")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("asynchrony.clock is poisson")
        .hasMessageContaining("expected time.enabled = false");
    assertThat(directory.resolve("refused")).doesNotExist();
  }

  private List<String> column(String run, String name) throws IOException {
    List<String> lines = read(run, "metrics.csv");
    int column = Arrays.asList(lines.get(0).split(",")).indexOf(name);
    return lines.subList(1, lines.size()).stream()
        .map(line -> line.split(",", -1)[column])
        .toList();
  }
}
