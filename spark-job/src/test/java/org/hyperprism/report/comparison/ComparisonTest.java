package org.hyperprism.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.report.Curve;
import org.hyperprism.report.Quantity;
import org.hyperprism.results.recorded.ExampleRuns;
import org.hyperprism.results.recorded.RecordedRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir Path folder;

  private final List<String> places = new ArrayList<>();

  private Comparison comparison() {
    return Comparison.of(RecordedRuns.read(places, new Configuration()));
  }

  private Path add(ExampleRuns run) throws IOException {
    Path directory = run.write(folder.resolve("run-" + places.size()));
    places.add(directory.toString());
    return directory;
  }

  /** A run whose method has these accuracies, one a round. */
  private void add(ExampleRuns run, String method, double... accuracies) throws IOException {
    Path directory = add(run.ofMethods(method).ofSize(6, 2));
    StringBuilder metrics = new StringBuilder("method,round,accuracy_mean,accuracy_std\n");
    for (int i = 0; i < accuracies.length; i++) {
      metrics.append(String.format(Locale.ROOT, "%s,%d,%s,0.02%n", method, i + 1, accuracies[i]));
    }
    Files.writeString(directory.resolve("metrics.csv"), metrics);
  }

  @Test
  void runsThatDifferInTheSeedAloneAreOneSeries() throws IOException {
    for (String seed : List.of("1", "2", "3")) {
      add(new ExampleRuns().with("seed", seed));
      add(new ExampleRuns().with("seed", seed).with("partition.alpha", "1"));
    }

    assertThat(comparison().series())
        .extracting(Series::name)
        .containsExactly(
            "hyperprism, alpha 0.1", "hyperprism, alpha 1", "dpsgd, alpha 0.1", "dpsgd, alpha 1");
    assertThat(comparison().series()).allSatisfy(each -> assertThat(each.runs()).hasSize(3));
    assertThat(comparison().differences())
        .extracting(Difference::key)
        .containsExactly("partition.alpha", "seed");
    assertThat(comparison().onlyNumber()).contains("partition.alpha");
  }

  @Test
  void theSettingsOfAnotherMethodAndWhereItRunsTellNothingApart() throws IOException {
    add(new ExampleRuns().with("dpsgd.learningRate", "0.1").with("engine.mode", "local"));
    add(
        new ExampleRuns()
            .with("dpsgd.learningRate", "1")
            .with("engine.mode", "distributed")
            .with("seed", "2"));

    assertThat(comparison().series())
        .extracting(Series::name)
        .containsExactly("hyperprism", "dpsgd, learningRate 0.1", "dpsgd, learningRate 1");
    assertThat(comparison().differences())
        .extracting(Difference::key)
        .contains("engine.mode", "dpsgd.learningRate");
  }

  @Test
  void theSettingsOfAMethodThatWasNotRunTellNothingApart() throws IOException {
    add(new ExampleRuns().ofMethods("dpsgd").with("mudag.momentum", "0.5"));
    add(new ExampleRuns().ofMethods("dpsgd").with("mudag.momentum", "0.9").with("seed", "2"));

    assertThat(comparison().series()).extracting(Series::name).containsExactly("dpsgd");
  }

  @Test
  void theSameRunOfTwoVersionsIsTwoSeries() throws IOException {
    add(new ExampleRuns());
    add(new ExampleRuns().ofVersion("0.2.0"));

    assertThat(comparison().series())
        .extracting(Series::name)
        .contains("dpsgd, version 0.1.0 (abc1234)", "dpsgd, version 0.2.0 (abc1234)");
    assertThat(comparison().differences())
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.ENVIRONMENT);
  }

  @Test
  void whatDiffersNamesAValueThatIsEmptyAndOneThatIsNotThere() throws IOException {
    add(new ExampleRuns().with("data.path", "\"\""));
    add(new ExampleRuns().with("data.path", "images"));
    add(new ExampleRuns());

    assertThat(comparison().differences().get(0).runs().keySet())
        .containsExactly("(empty)", "images", "(none)");
  }

  /** Whatever its value: nobody knows that the older version did the same. */
  @Test
  void runsOfAVersionThatLackedASettingAreToldApartByTheirVersions() throws IOException {
    add(new ExampleRuns().ofMethods("dpsgd"));
    add(new ExampleRuns().ofMethods("dpsgd").with("clock", "rounds").ofVersion("0.2.0"));
    add(
        new ExampleRuns()
            .ofMethods("dpsgd")
            .with("clock", "rounds")
            .with("seed", "2")
            .ofVersion("0.2.0"));

    assertThat(comparison().series())
        .extracting(Series::name)
        .containsExactly("dpsgd, version 0.1.0 (abc1234)", "dpsgd, version 0.2.0 (abc1234)");
    assertThat(comparison().series().get(1).runs()).hasSize(2);

    add(
        new ExampleRuns()
            .ofMethods("dpsgd")
            .with("clock", "poisson")
            .with("seed", "3")
            .ofVersion("0.2.0"));
    assertThat(comparison().series())
        .extracting(Series::name)
        .contains("dpsgd, clock poisson", "dpsgd, clock rounds");
  }

  @Test
  void theSameRunTwiceIsToldApartByName() throws IOException {
    add(new ExampleRuns().ofMethods("dpsgd"));
    add(new ExampleRuns().ofMethods("dpsgd"));

    assertThat(comparison().series())
        .extracting(Series::name)
        .containsExactly("dpsgd, run-0", "dpsgd, run-1");
  }

  @Test
  void valuesThatAreNumbersAreInTheirOrder() throws IOException {
    for (String rate : List.of("0.1", "10", "2", "0.003")) {
      add(new ExampleRuns().ofMethods("dpsgd").with("train.learningRate", rate));
    }

    assertThat(comparison().series())
        .extracting(Series::level)
        .containsExactly(
            "learningRate 0.003", "learningRate 0.1", "learningRate 2", "learningRate 10");
  }

  /** As the variants of a sweep change them. */
  @Test
  void settingsThatChangeTogetherAreNamedByTheOneThatSaysMost() throws IOException {
    for (String density : List.of("0.2", "0.8")) {
      add(
          new ExampleRuns()
              .ofMethods("hyperprism")
              .with("links.density", density)
              .with("hyperprism.decision", "dense")
              .with("hyperprism.preset", "mirror-atc")
              .with("hyperprism.averageSlopes", "false")
              .with("train.momentum", "0.9"));
      add(
          new ExampleRuns()
              .ofMethods("hyperprism")
              .with("links.density", density)
              .with("hyperprism.decision", "last")
              .with("hyperprism.preset", "falling")
              .with("hyperprism.averageSlopes", "true")
              .with("train.momentum", "0"));
    }

    assertThat(comparison().series())
        .extracting(Series::level)
        .containsExactlyInAnyOrder(
            "preset mirror-atc, density 0.2",
            "preset falling, density 0.2",
            "preset mirror-atc, density 0.8",
            "preset falling, density 0.8");
    assertThat(comparison().differences()).extracting(Difference::key).contains("train.momentum");
  }

  @Test
  void variantsOfASweepGoByTheirNames() throws IOException {
    for (String seed : List.of("1", "2")) {
      for (String variant : List.of("wait", "fewer-steps", "without")) {
        new ExampleRuns()
            .ofMethods("dpsgd")
            .with("seed", seed)
            .with("time.deadline", variant.equals("wait") ? "none" : "80%")
            .with("time.fewerSteps", Boolean.toString(variant.equals("fewer-steps")))
            .write(folder.resolve("sweep/" + variant + seed));
      }
    }
    Files.writeString(
        folder.resolve("sweep/results.csv"),
        """
        cell,variant,failure
        wait1,wait,
        wait2,wait,
        fewer-steps1,fewer-steps,
        fewer-steps2,fewer-steps,
        without1,without,
        without2,without,
        """);
    places.add(folder.resolve("sweep").toString());

    assertThat(comparison().series())
        .extracting(Series::name)
        .containsExactlyInAnyOrder("dpsgd, wait", "dpsgd, fewer-steps", "dpsgd, without");
  }

  @Test
  void aCurveOverSeedsIsTheirMeanAndDeviation() throws IOException {
    add(new ExampleRuns(), "dpsgd", 0.2, 0.5);
    add(new ExampleRuns().with("seed", "2"), "dpsgd", 0.4, 0.7);
    add(new ExampleRuns().with("seed", "3"), "dpsgd", 0.6);

    List<Curve.Point> curve = comparison().series().get(0).curve(Quantity.ACCURACY);

    // A third run of one round; rounds that not all have are left out.
    assertThat(curve).hasSize(1);
    assertThat(curve.get(0).mean()).isCloseTo(40, within(1e-9));
    assertThat(curve.get(0).low()).isCloseTo(20, within(1e-9));
    assertThat(curve.get(0).high()).isCloseTo(60, within(1e-9));
  }

  @Test
  void aCurveOfOneRunHasTheSpreadOverDevices() throws IOException {
    add(new ExampleRuns(), "dpsgd", 0.2, 0.99);

    List<Curve.Point> curve = comparison().series().get(0).curve(Quantity.ACCURACY);

    assertThat(curve.get(0).low()).isCloseTo(18, within(1e-9));
    assertThat(curve.get(1).high()).isEqualTo(100); // no accuracy is above
  }

  @Test
  void theHeadlineComparesTheTwoBestMethodsSeedBySeed() throws IOException {
    add(new ExampleRuns(), "hyperprism", 0.5, 0.7);
    add(new ExampleRuns().with("seed", "2"), "hyperprism", 0.5, 0.8);
    add(new ExampleRuns(), "dpsgd", 0.6, 0.65);
    add(new ExampleRuns().with("seed", "2"), "dpsgd", 0.6, 0.75);
    assertThat(Headline.of(comparison()))
        .isEqualTo(
            "hyperprism ends ahead, at a mean accuracy of 75.00 % after 2 rounds (2 seeds): 5.00"
                + " points above dpsgd (70.00 %), ahead with each of 2 seeds.");

    add(new ExampleRuns().with("seed", "3"), "hyperprism", 0.5, 0.7);
    add(new ExampleRuns().with("seed", "3"), "dpsgd", 0.6, 0.71);
    assertThat(Headline.of(comparison())).endsWith("but ahead with only 2 of 3 seeds.");
  }

  /** The last accuracy of a run that goes on is that of an earlier round. */
  @Test
  void theHeadlineOfARunThatGoesOnNamesTheRoundOfItsAccuracy() throws IOException {
    add(new ExampleRuns().ofMethods("dpsgd").evaluatedEvery(4).unfinishedAfter(7));

    assertThat(Headline.of(comparison()))
        .matches("dpsgd is at a mean accuracy of [0-9.]+ % after 4 rounds\\.");
  }

  @Test
  void theHeadlineWithoutAccuracies() throws IOException {
    add(new ExampleRuns().evaluatedEvery(0));
    assertThat(Headline.of(comparison()))
        .startsWith("No round was evaluated, so there is no accuracy to compare; the training");
    assertThat(comparison().target()).isEmpty();
  }

  @Test
  void roundsToTheTarget() throws IOException {
    add(new ExampleRuns(), "hyperprism", 0.5, 0.9);
    add(new ExampleRuns(), "dpsgd", 0.2, 0.4);

    assertThat(comparison().target()).hasValue(0.95 * 0.4);
    assertThat(comparison().series().get(0).roundsTo(0.38).get(0)).hasValue(1);
    assertThat(comparison().series().get(1).roundsTo(0.38).get(0)).hasValue(2);
    assertThat(comparison().series().get(1).roundsTo(0.5).get(0)).isEmpty();
  }

  @Test
  void ofManySeriesTheBestOfEachMethodAreShown() throws IOException {
    for (int rate = 1; rate <= 5; rate++) {
      add(
          new ExampleRuns().with("train.learningRate", Integer.toString(rate)),
          "dpsgd",
          0.1 * rate);
      add(
          new ExampleRuns().with("train.learningRate", Integer.toString(rate)),
          "hyperprism",
          0.9 - 0.1 * rate);
    }

    assertThat(comparison().series()).hasSize(10);
    assertThat(comparison().shown())
        .extracting(Series::name)
        .containsExactly("dpsgd, learningRate 5", "hyperprism, learningRate 1");
  }

  @Test
  void whatIsNotCompleteIsRemarkedOn() throws IOException {
    add(new ExampleRuns().unfinishedAfter(3));
    Path diverged = add(new ExampleRuns());
    Files.writeString(
        diverged.resolve("metrics.csv"), "method,round,training_loss_mean\ndpsgd,1,NaN\n");

    assertThat(RunState.remarks(comparison().runs()))
        .containsExactly(
            "run-0 is not complete: hyperprism has 3 of 10 rounds. It goes on, was interrupted, or"
                + " ended because a method diverged.",
            "run-1 holds numbers that are not finite, as of a method that diverged; figures leave"
                + " them out.");
  }
}
