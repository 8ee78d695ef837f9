package org.hyperprism.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.results.recorded.ExampleRuns;
import org.hyperprism.testing.ArabicDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest extends ExamplePages {

  @TempDir Path folder;

  @Test
  void everyFigureHasWhatItNeeds() throws IOException {
    Path run = new ExampleRuns().write(folder.resolve("run"));

    assertThat(page(run).figures())
        .extracting(Figure::id)
        .containsExactly(
            "accuracy-rounds",
            "loss-rounds",
            "training-loss-rounds",
            "accuracy-bytes",
            "loss-bytes",
            "rounds-target",
            "seconds-phases",
            "accuracy-devices",
            "accuracy-samples",
            "accuracy-degree",
            "accuracy-skew",
            "confusion-1",
            "confusion-2",
            "p-decision-rounds",
            "p-decision-devices",
            "effective-step-rounds",
            "consensus-rounds",
            "density-rounds",
            "smallest-weight-rounds",
            "components-rounds",
            "spectral-gap-rounds",
            "graph-1",
            "labels");
    String html = html(run);
    assertThat(all("<figure id=", html)).hasSize(23);
    assertThat(all("<svg [^>]*role=\"img\" aria-label=\"[^\"]{20,}\"", html)).hasSize(23);
    assertThat(all("<button type=\"button\" data-table=", html)).hasSize(23);
    assertThat(all("<table id=\"figure-", html)).hasSize(23);
  }

  @Test
  void whatWasTimedIsShownOverSecondsAndJoulesToo() throws IOException {
    Path run = new ExampleRuns().timed().write(folder.resolve("run"));

    assertThat(page(run).figures())
        .extracting(Figure::id)
        .contains("accuracy-seconds", "loss-seconds", "accuracy-joules", "loss-joules");
    assertThat(html(run))
        .contains("Accuracy over simulated seconds", "kJ drawn by all simulated devices together");
    // Rounds 2, 4, 6, 8 and 10, of 1.5 s and 2.5 kJ each.
    assertThat(firstColumn(run, "accuracy-seconds")).containsExactly("3", "6", "9", "12", "15");
    assertThat(firstColumn(run, "loss-joules")).containsExactly("5", "10", "15", "20", "25");
  }

  @Test
  void theLearningRateIsTheOneThatAMethodUsed() throws IOException {
    Path one = new ExampleRuns().ofMethods("dpsgd", "mudag").write(folder.resolve("one"));
    Path own =
        new ExampleRuns()
            .ofMethods("dpsgd", "mudag")
            .with("dpsgd.learningRate", "1")
            .write(folder.resolve("own"));
    assertThat(html(one)).contains("<dt>learning rate</dt><dd>0.01</dd>");
    assertThat(html(own)).contains("<dt>learning rate</dt><dd>dpsgd 1; mudag 0.01</dd>");
  }

  private static List<String> firstColumn(Path run, String id) {
    return page(run).figures().stream()
        .filter(figure -> figure.id().equals(id))
        .flatMap(figure -> figure.plot().numbers().rows().stream())
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void theClassesAreThoseOfAllSeedsTogether() throws IOException {
    Path one = new ExampleRuns().ofMethods("dpsgd").write(folder.resolve("one"));
    Path two = new ExampleRuns().ofMethods("dpsgd").with("seed", "2").write(folder.resolve("two"));

    assertThat(html(one, two))
        .contains("Least known: class 1, 50.00 % of whose samples are known.")
        .contains("<th scope=\"row\">dpsgd</th><td>0</td><td>100.00</td><td>18.18</td>")
        .contains("<th scope=\"row\">dpsgd</th><td>9</td><td>50.00</td><td>100.00</td>");
  }

  @Test
  void theCorrelationIsThatOfAllDevices() throws IOException {
    Path run = new ExampleRuns().ofMethods("dpsgd").write(folder.resolve("run"));
    // Every other device lies on a rising line, those between on a falling one.
    StringBuilder devices = new StringBuilder("method,device,samples,classes,accuracy,loss\n");
    for (int device = 0; device < 799; device++) {
      double accuracy = 0.5 + (device % 2 == 0 ? 1 : -1) * device / 2000.0;
      devices.append("dpsgd,").append(device).append(',').append(1 + device).append(",3,");
      devices.append(accuracy).append(",0.5\n");
    }
    Files.writeString(run.resolve("devices.csv"), devices);

    assertThat(html(run)).contains("dpsgd: correlation 0.00").doesNotContain("correlation 1.00");
  }

  @Test
  void theDataAreNamedByTheirPathWhereOneIsGiven() throws IOException {
    Path run =
        new ExampleRuns()
            .with("data.name", "mnist")
            .with("data.path", "\"/data/letters.csv\"")
            .write(folder.resolve("run"));
    Path other =
        new ExampleRuns()
            .with("data.name", "mnist")
            .with("data.path", "null")
            .write(folder.resolve("other"));

    assertThat(html(run)).contains("<dt>data</dt><dd>/data/letters.csv</dd>");
    assertThat(html(other)).contains("<dt>data</dt><dd>mnist</dd>");
  }

  @Test
  void bandsAreExplainedWhereThereAreSome() throws IOException {
    Path run = new ExampleRuns().ofMethods("hyperprism").write(folder.resolve("run"));
    Path metrics = run.resolve("metrics.csv");
    int deviation =
        List.of(Files.readAllLines(metrics).get(0).split(",")).indexOf("p_decision_std");
    List<String> without =
        Files.readAllLines(metrics).stream()
            .map(
                line -> {
                  String[] cells = line.split(",", -1);
                  cells[deviation] = cells[deviation].equals("0.1") ? "0" : cells[deviation];
                  return String.join(",", cells);
                })
            .toList();
    assertThat(note(run, "p-decision-rounds")).startsWith("Bands: ");

    Files.write(metrics, without);
    assertThat(note(run, "p-decision-rounds")).isEmpty();
  }

  @Test
  void nothingIsAskedForElsewhere() throws IOException {
    String html = html(new ExampleRuns().write(folder.resolve("run")));

    assertThat(all("https?://[^\"' ]+", html)).containsOnly("http://www.w3.org/2000/svg");
    assertThat(html).contains("Content-Security-Policy").doesNotContain("@import");
    assertThat(all("(?:src|href)=\"[^#\"][^\"]*\"", html)).containsExactly("href=\"data:,\"");
  }

  @Test
  void namesAreNeverTakenForTags() throws IOException {
    String bad = "<script>alert('x')</script>";
    Path run =
        new ExampleRuns()
            .ofMethods(bad, "a&b\\\"c")
            .with("model", "\"<img src=x onerror=alert(1)>\"")
            .write(folder.resolve("<b>run"));
    Files.writeString(run.resolve("environment.json"), "{\"<i>\" : \"</style><script>\"}");

    String html = html(run);

    assertThat(all("<script", html)).hasSize(1);
    assertThat(all("</style", html)).hasSize(1);
    assertThat(html).doesNotContain("<b>").doesNotContain("<img").doesNotContain("<i>");
    assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  }

  @Test
  void theSameDirectoriesGiveTheSameBytesWhateverTheLocale() throws Exception {
    Path one = new ExampleRuns().write(folder.resolve("one"));
    Path two = new ExampleRuns().with("seed", "2").write(folder.resolve("two"));
    byte[] page = page(one, two).html();
    assertThat(ArabicDigits.with(() -> page(one, two).html())).isEqualTo(page);
  }

  @Test
  void whatDiffersIsNamedFirst() throws IOException {
    Path one = new ExampleRuns().write(folder.resolve("one"));
    Path two =
        new ExampleRuns()
            .with("links.density", "0.2")
            .ofVersion("0.0.9")
            .write(folder.resolve("two"));

    String html = html(one, two);

    assertThat(html)
        .contains("<td>0.5 (one); 0.2 (two)</td>")
        .contains("<td>0.1.0 (one); 0.0.9 (two)</td>");
    assertThat(html.indexOf("id=\"differences\"")).isLessThan(html.indexOf("id=\"results\""));
  }

  @Test
  void attackersAndCompressionAreNamedWhereThereAreSome() throws IOException {
    Path run = new ExampleRuns().write(folder.resolve("run"));
    assertThat(html(run)).doesNotContain("<dt>attackers</dt>", "<dt>compression</dt>");

    Files.writeString(
        run.resolve("environment.json"),
        "{\"attackers\" : \"3, noise\", \"compression\" : \"top-k of 0.1, gamma = 0.1\"}");

    assertThat(html(run))
        .contains("<dt>attackers</dt><dd>3, noise</dd>")
        .contains("<dt>compression</dt><dd>top-k of 0.1, gamma = 0.1</dd>");
  }

  @Test
  void aRunThatGoesOnIsShownAsFarAsItIs() throws IOException {
    Path run = new ExampleRuns().unfinishedAfter(4).write(folder.resolve("run"));

    assertThat(html(run))
        .contains("run is not complete: hyperprism has 4 of 10 rounds")
        .contains("accuracy of each device: it is recorded when all methods of a run are done");
  }

  @Test
  void aRunThatHasJustBegunHasAPage() throws IOException {
    Path run = new ExampleRuns().unfinishedAfter(0).write(folder.resolve("run"));

    assertThat(html(run))
        .contains("No round is recorded, so there is nothing to compare yet.")
        .contains("no round is recorded yet")
        .contains("Labels of each device");
  }

  @Test
  void withoutEvaluationThePageSaysSo() throws IOException {
    Path run = new ExampleRuns().evaluatedEvery(0).write(folder.resolve("run"));
    Files.delete(run.resolve("devices.csv"));

    assertThat(html(run))
        .contains("No round was evaluated, so there is no accuracy to compare")
        .contains("<li>accuracy: no round was evaluated</li>");
    assertThat(page(run).figures()).extracting(Figure::id).contains("training-loss-rounds");
  }

  @Test
  void aSweepOfWhichAllFailedHasAPage() throws IOException {
    Path sweep = Files.createDirectory(folder.resolve("sweep"));
    Files.writeString(
        sweep.resolve("results.csv"), "cell,method,failure\nseed-1,dpsgd,\"no <data>, sorry\"\n");

    assertThat(html(sweep)).contains("<li>seed-1 failed: no &lt;data&gt;, sorry</li>");
  }

  @Test
  void aSweepOf45CellsIsBelowThreeMegabytes() throws IOException {
    for (int cell = 0; cell < 45; cell++) {
      new ExampleRuns()
          .ofMethods("hyperprism", "dpsgd", "swarmsgd", "mudag", "adom")
          .ofSize(50, 100)
          .evaluatedEvery(1)
          .with("partition.alpha", List.of("0.1", "1", "10").get(cell % 3))
          .with("links.density", List.of("0.2", "0.5", "0.8").get(cell / 3 % 3))
          .with("seed", Integer.toString(cell / 9))
          .write(folder.resolve("sweep/cell-" + cell));
    }

    ReportPage page = page(folder.resolve("sweep"));

    assertThat(page.html().length).isLessThan(3_000_000);
    assertThat(page.figures()).extracting(Figure::id).contains("final-accuracy-all");
  }
}
