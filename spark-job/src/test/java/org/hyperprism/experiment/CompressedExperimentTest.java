package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;
import org.junit.jupiter.api.Test;

/** What a run with compressed messages reports, and which methods it refuses. */
class CompressedExperimentTest extends SmallExperiments {

  /** Of 7,850 numbers 785 are kept, whose places are a bit for each number. */
  private static final long MESSAGE = 4 * 785 + 982;

  private static final String[] COMPRESSED = {
    "methods=[dpsgd]", "compression.kind=top-k", "engine.checkpointEvery=1"
  };

  private static List<Long> column(List<String> rows, String name) {
    int place = Arrays.asList(rows.get(0).split(",")).indexOf(name);
    return rows.stream().skip(1).map(row -> Long.parseLong(row.split(",", -1)[place])).toList();
  }

  @Test
  void bytesAreThoseOfTheMessagesOnLinksThatStay() throws IOException {
    run("all", with(COMPRESSED, "links.kind=ring"));
    List<String> rows = read("all", "metrics.csv");
    List<Long> messages = column(rows, "messages");
    // The number of neighbours travels, too, as an int32.
    assertThat(column(rows, "bytes_sent"))
        .isEqualTo(messages.stream().map(count -> count * (MESSAGE + 4)).toList());
    for (String file : List.of("environment.json", "summary.json")) {
      assertThat(String.join("\n", read("all", file)))
          .contains("top-k of 0.1, gamma = 0.1, 4122 of 31400 bytes a vector");
    }
  }

  /** A resumed run counts what was missed before as well. */
  @Test
  void bytesOfLinksThatChangeAreMoreAndTheSameAfterAResume() throws IOException {
    String[] settings =
        with(COMPRESSED, "links.kind=density", "links.density=0.3", "links.messageLoss=0.2");
    run("whole", settings);
    List<String> whole = read("whole", "metrics.csv");
    List<Long> bytes = column(whole, "bytes_sent");
    List<Long> messages = column(whole, "messages");
    assertThat(bytes.get(0)).isEqualTo(messages.get(0) * (MESSAGE + 4));
    for (int round = 1; round < bytes.size(); round++) {
      assertThat(bytes.get(round))
          .isGreaterThan(messages.get(round) * (MESSAGE + 4))
          .isLessThan(messages.get(round) * 4 * 7851);
    }
    assertThatThrownBy(() -> experiment("part", false, new RecordingObserver(3), settings).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    experiment("part", true, new RecordingObserver(), settings).run();
    assertThat(column(read("part", "metrics.csv"), "bytes_sent")).isEqualTo(bytes);
  }

  /** Seconds on links of one rate are those of the bytes. */
  @Test
  void simulatedTimeIsThatOfTheBytes() throws IOException {
    run(
        "timed",
        with(
            COMPRESSED,
            "links.kind=density",
            "links.density=1",
            "links.linkDropOut=0.5",
            "rounds=12",
            "time.enabled=true",
            "time.rate=8",
            "time.speed=1e18",
            "devices=2"));
    List<String> rows = read("timed", "metrics.csv");
    List<Long> bytes = column(rows, "bytes_sent");
    int place = Arrays.asList(rows.get(0).split(",")).indexOf("seconds_simulated");
    for (int round = 0; round < bytes.size(); round++) {
      // Two devices send and receive the same; a byte takes a second.
      double seconds = Double.parseDouble(rows.get(round + 1).split(",", -1)[place]);
      assertThat(Math.rint(seconds)).isEqualTo((double) bytes.get(round));
    }
    assertThat(bytes).anyMatch(each -> each > 2 * (MESSAGE + 4));
  }

  @Test
  void methodsWhoseExchangeItCannotServeAreRefused() {
    assertThatThrownBy(
            () ->
                run(
                    "quantised",
                    "methods=[swarmsgd]",
                    "swarmsgd.mode=non-blocking",
                    "swarmsgd.quantisation.bits=8",
                    "compression.kind=bits"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("of swarmsgd it rounds what it sends itself; expected")
        .hasMessageContaining("compression.kind = none");
    assertThatThrownBy(
            () ->
                run(
                    "sender",
                    "methods=[hyperprism]",
                    "hyperprism.p=adaptive",
                    "hyperprism.mapping=sender",
                    "compression.kind=top-k"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("of hyperprism the derivative of the sender's rule");
    assertThatThrownBy(
            () ->
                run("rank", "methods=[dpsgd]", "compression.kind=low-rank", "compression.rank=10"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("compression.rank 10, but no matrix of the model");
  }
}
