package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.cli.progress.Interruption;
import org.hyperprism.cli.progress.ProgressDisplay;
import org.hyperprism.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees and keeps of a run whose numbers overflow. */
class DivergenceCommandTest {

  /** The weights grow ten thousandfold in every round. */
  private static final List<String> OVERFLOWING =
      List.of("train.learningRate=0.01", "train.weightDecay=1e6");

  private static final Pattern MESSAGE =
      Pattern.compile(
          "hyperprism: (\\w+) diverged in round (\\d+): device (\\d+): (.*?); the metrics of the"
              + " rounds before are in (\\S+), (.*)\\. Lower its learning rate, \\w+\\.learningRate .*",
          Pattern.DOTALL);

  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void theRunEndsWithTheMethodTheDeviceTheRoundAndTheMetricsSoFar() throws IOException {
    for (String mode : List.of("distributed", "local")) {
      // The mirror step of HyperPrism knows no weight decay: its rounds are all there.
      assertThat(execute(mode, "methods=[hyperprism,dpsgd]", "engine.mode=" + mode)).isEqualTo(2);
      Matcher message = message();
      assertThat(message.group(1)).isEqualTo("dpsgd");
      int round = Integer.parseInt(message.group(2));
      assertThat(round).isBetween(3, 12);
      assertThat(Integer.parseInt(message.group(3))).isBetween(0, 9);
      assertThat(message.group(6))
          .startsWith("the last are training loss ")
          .contains(" in round " + (round - 1))
          .contains("mean accuracy ");

      Path file = Path.of(URI.create(message.group(5)));
      assertThat(file).isEqualTo(directory.resolve(mode).resolve("metrics.csv"));
      List<String> rows = Files.readAllLines(file);
      assertThat(rows).hasSize(1 + 12 + round - 1);
      assertThat(rows.get(12)).startsWith("hyperprism,12,");
      assertThat(rows.get(rows.size() - 1)).startsWith("dpsgd," + (round - 1) + ",");
      assertThat(rows).noneMatch(row -> row.contains("NaN") || row.contains("Infinity"));
      assertThat(directory.resolve(mode).resolve("summary.json")).doesNotExist();
    }
  }

  @Test
  void aFirstRoundThatOverflowsLeavesATableWithoutRows() throws IOException {
    assertThat(execute("first", "methods=[dpsgd]", "train.learningRate=1e38")).isEqualTo(2);
    Matcher message = message();
    assertThat(message.group(2)).isEqualTo("1");
    assertThat(message.group(6)).startsWith("there are none of the method");
    assertThat(Files.readAllLines(directory.resolve("first/metrics.csv"))).hasSize(1);
  }

  @Test
  void droppingHelpsNobodyWhereAllDiverge() {
    assertThat(execute("drop", "methods=[dpsgd]", "train.onDivergence=drop")).isEqualTo(2);
    assertThat(message().group()).contains("such vectors are dropped already");
  }

  private Matcher message() {
    Matcher matcher = MESSAGE.matcher(err.toString().strip());
    assertThat(matcher.matches()).as(err.toString()).isTrue();
    return matcher;
  }

  private int execute(String name, String... settings) {
    err.getBuffer().setLength(0);
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.add("--out=" + directory.resolve(name));
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.name=mnist-sample",
                "devices=10",
                "rounds=12",
                "hyperprism.preset=mirror-atc",
                "hyperprism.p=3",
                "train.batchSize=32",
                "evaluate.every=2",
                "evaluate.samples=300"));
    all.addAll(OVERFLOWING);
    all.addAll(Arrays.asList(settings));
    all.forEach(setting -> arguments.add("--set=" + setting));
    return new Application(
            (configuration, options) -> {
              new Experiment(
                      configuration,
                      options,
                      new ProgressDisplay(nowhere, false, new Interruption(nowhere)))
                  .run();
              return 0;
            },
            (sweep, options, retryFailed, chosen) -> 0,
            (data, given, cache) -> "",
            nowhere,
            new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
