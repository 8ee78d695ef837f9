package org.hyperprism.sweep.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.setting.SettingText;
import org.hyperprism.sweep.RecordingSweepObserver;
import org.hyperprism.sweep.SmallSweeps;
import org.hyperprism.sweep.SweepLoader;
import org.hyperprism.sweep.SweepObserver;
import org.junit.jupiter.api.Test;

/** Searches for settings on the MNIST sample that ships with the jar. */
class TuningTest extends SmallSweeps {

  private static final String SMALL =
      """
      data { name = mnist-sample, validation = 0.2 }
      devices = 6
      rounds = 4
      methods = [hyperprism, dpsgd]
      train.batchSize = 16
      evaluate { on = validation, every = 2, samples = 100 }
      engine { mode = local, checkpointEvery = 0 }
      sweep.seed = [1, 2]
      tune {
        learningRate = [0.001, 0.1]
        hyperprism.p = [1, 3]
        dpsgd.learningRate = [0.003, 0.01, 0.03]
        seeds = [5, 6]
      }
      """;

  @Test
  void theBestValuesAreThoseTheNextRunIncludes() throws IOException {
    RecordingSweepObserver events = new RecordingSweepObserver();
    TuningResults results = tune(SMALL, "tuned", false, events);

    assertThat(events.started).hasSize((4 + 3) * 2);
    List<String> candidates =
        List.of(
            "learningRate-0.001_p-1",
            "learningRate-0.001_p-3",
            "learningRate-0.1_p-1",
            "learningRate-0.1_p-3");
    String best = best("tuned", "hyperprism", candidates, 4);
    assertThat(results.markdown())
        .containsPattern("hyperprism.*" + best.replaceAll("[_-]", ".+") + ".*chosen");
    Path next = directory.resolve("next.conf");
    Files.writeString(next, "include \"tuned/tuned.conf\"\n");
    ExperimentConfiguration chosen = ConfigurationLoader.load(Optional.of(next), List.of());
    assertThat("learningRate-%s".formatted(chosen.learningRate("hyperprism")))
        .isEqualTo(best.substring(0, best.indexOf('_')));
    assertThat("learningRate-%s".formatted(chosen.learningRate("dpsgd")))
        .isEqualTo(
            best(
                "tuned",
                "dpsgd",
                List.of("learningRate-0.003", "learningRate-0.01", "learningRate-0.03"),
                4));
    for (String cell : events.started) {
      assertThat(directory.resolve("tuned/" + cell + "/summary.json"))
          .content()
          .contains("\"evaluated_on\" : \"validation\"");
    }
  }

  @Test
  void theMeanOverTheEvaluatedRoundsCountsIfThatIsAskedFor() throws IOException {
    TuningResults results =
        tune(SMALL + "tune.criterion = mean\n", "mean", false, new RecordingSweepObserver());

    String best =
        best(
            "mean",
            "dpsgd",
            List.of("learningRate-0.003", "learningRate-0.01", "learningRate-0.03"),
            2,
            4);
    assertThat(results.hocon())
        .contains("the mean accuracy over the evaluated rounds on validation samples")
        .contains("dpsgd.learningRate = " + best.replace("learningRate-", ""));
  }

  @Test
  void aListIsContinuedWhereItsBestIsAtAnEnd() throws IOException {
    String rising =
        SMALL
            .replaceAll("(?s)tune \\{.*", "tune { learningRate = [1e-4, 3e-4], seeds = [5] }\n")
            .replace("[hyperprism, dpsgd]", "[dpsgd]");
    TuningResults narrow = tune(rising, "narrow", false, new RecordingSweepObserver());
    assertThat(narrow.warnings()).hasSize(1);
    assertThat(narrow.warnings().get(0))
        .contains("dpsgd.learningRate, 0.000", "of those tried", "tune.widen");
    assertThat(narrow.hocon()).contains("# Warning: ");

    RecordingSweepObserver events = new RecordingSweepObserver();
    TuningResults wide = tune(rising + "tune.widen = 2\n", "wide", false, events);

    assertThat(events.started).hasSizeBetween(3, 4).doesNotHaveDuplicates();
    assertThat(events.skipped).contains("dpsgd_learningRate-0.0001_seed-5");
    assertThat(wide.markdown().lines()).hasSizeBetween(3 + 4, 4 + 4);
    RecordingSweepObserver again = new RecordingSweepObserver();
    TuningResults resumed = tune(rising + "tune.widen = 2\n", "wide", true, again);
    assertThat(again.started).isEmpty();
    assertThat(resumed.markdown()).isEqualTo(wide.markdown());
    assertThat(directory.resolve("wide/tuned.conf")).hasContent(resumed.hocon());
  }

  @Test
  void whateverElseLiesInThePlaceOfARunFailsItUntilItIsMovedAway() throws IOException {
    String rising =
        SMALL
            .replaceAll(
                "(?s)tune \\{.*", "tune { learningRate = [1e-4, 3e-4], widen = 1, seeds = [5] }\n")
            .replace("[hyperprism, dpsgd]", "[dpsgd]");
    TuningResults whole = tune(rising, "search", false, new RecordingSweepObserver());
    List<String> runs =
        List.of("dpsgd_learningRate-0.0001_seed-5", "dpsgd_learningRate-0.0009_seed-5");
    for (String run : runs) {
      Files.move(directory.resolve("search").resolve(run), directory.resolve("aside-" + run));
    }
    Path place = Files.writeString(directory.resolve("search").resolve(runs.get(1)), "mine");

    RecordingSweepObserver obstructed = new RecordingSweepObserver();
    TuningResults without = tune(rising, "search", true, obstructed);
    assertThat(obstructed.failed).hasSize(1);
    assertThat(obstructed.started).containsExactlyElementsOf(runs);
    assertThat(without.hocon()).contains("dpsgd.learningRate = 0.0003");
    assertThat(place).hasContent("mine");

    Files.delete(place);
    RecordingSweepObserver retried = new RecordingSweepObserver();
    TuningResults mended =
        new Tuning(TuningLoader.load(write(rising), List.of()), options("search", true), retried)
            .retryFailed()
            .run();
    assertThat(mended.markdown()).isEqualTo(whole.markdown());
    assertThat(retried.started).containsExactly(runs.get(1));
    assertThat(directory.resolve("search")).isDirectoryNotContaining("glob:**.failure.txt");
  }

  @Test
  void valuesThatDivergeAreNotChosen() throws IOException {
    String diverging =
        SMALL
            .replace("[hyperprism, dpsgd]", "[dpsgd]")
            .replaceAll("(?s)tune \\{.*", "tune { learningRate = [3e38, 0.01], seeds = [5, 6] }\n");
    TuningResults results = tune(diverging, "one", false, new RecordingSweepObserver());
    assertThat(results.hocon()).contains("dpsgd.learningRate = 0.01");
    assertThat(results.markdown()).contains("failed");

    assertThatThrownBy(
            () ->
                tune(
                    diverging.replace("3e38, 0.01", "3e38"),
                    "none",
                    false,
                    new RecordingSweepObserver()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no values of dpsgd were run to the end")
        .hasMessageContaining("diverged");
  }

  @Test
  void aSearchThatCannotBeSoundIsRefused() throws IOException {
    assertRefused(
        SMALL.replace("on = validation, ", ""), "evaluate.on is test", "validation = 0.1");
    assertRefused(SMALL.replaceAll("(?s)tune \\{.*", ""), "has no section tune");
    assertRefused(SMALL.replaceAll("(?s)tune \\{.*", "tune.seeds = [1]"), "tune names no settings");
    assertRefused(SMALL + "tune.seeds = [3, 3]", "tune.seeds is [3, 3]");
    assertRefused(SMALL + "tune.train.momentum = [0, 0.9]", "tune.train.momentum", "tune.dpsgd");
    assertRefused(SMALL + "tune.mudag.kappa = [5, 10]", "tune.mudag.kappa", "method that runs");
    assertRefused(
        SMALL + "tune.dpsgd.learningRat = [1, 2]", "did you mean tune.dpsgd.learningRate");
    assertRefused(SMALL + "tune.hyperprism.p = 3", "expected a list of the values");
    assertRefused(SMALL + "tune.hyperprism.p = [0.5]", "hyperprism.p", "0.5");
    assertRefused(SMALL + "tune.learningRate = [1e999]", "tune.learningRate");
    assertRefused(
        SMALL + "tune.hyperprism.p = " + Collections.nCopies(50_000, "3"),
        "tune describes 200006 experiments, expected at most 100000: fewer values or seeds");
    assertThatThrownBy(
            () -> TuningLoader.load(write(SMALL), List.of("dpsgd.learningRate=1", "seed=3")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("change tune.dpsgd.learningRate instead")
        .hasMessageContaining("change tune.seeds instead");
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(write(SMALL)), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'hyperprism tune' runs them");
    assertThatThrownBy(() -> SweepLoader.load(write(SMALL), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'hyperprism tune' runs them");
  }

  @Test
  void theShippedSearchIsReadAndItsSettingsAreDocumented() throws IOException {
    Path conf = Path.of("..", "conf");
    assertThat(TuningLoader.load(conf.resolve("tuning.conf"), List.of()).sweep().cells())
        .hasSize(7 * 3 * 3);
    assertThat(TuningLoader.load(conf.resolve("paper/tuning.conf"), List.of()).sweep().cells())
        .hasSize(5 * 3 * 3);
    assertThat(conf.resolve("README.md"))
        .content()
        .contains(SettingText.reference(TuningLoader.schema()).replace("| key |", "| setting |"));
  }

  private void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> TuningLoader.load(write(text), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  private TuningResults tune(String text, String name, boolean resume, SweepObserver observer)
      throws IOException {
    return new Tuning(TuningLoader.load(write(text), List.of()), options(name, resume), observer)
        .run();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("tune.conf"), text);
  }

  /** The candidate with the highest accuracy over the rounds and both seeds, by metrics.csv. */
  private String best(String name, String method, List<String> candidates, int... rounds)
      throws IOException {
    String best = "";
    double highest = -1;
    for (String candidate : candidates) {
      double sum = 0;
      for (int seed : new int[] {5, 6}) {
        List<String> lines =
            read(
                String.format(
                    Locale.ROOT, "%s/%s_%s_seed-%d/metrics.csv", name, method, candidate, seed));
        int column = Arrays.asList(lines.get(0).split(",")).indexOf("accuracy_mean");
        for (int round : rounds) {
          sum += Double.parseDouble(lines.get(round).split(",")[column]);
        }
      }
      if (sum > highest) {
        highest = sum;
        best = candidate;
      }
    }
    return best;
  }
}
