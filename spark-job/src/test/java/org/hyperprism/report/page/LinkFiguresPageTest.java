package org.hyperprism.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.results.recorded.ExampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links of runs on the page: their graphs, and what is said where they are not known. */
class LinkFiguresPageTest extends ExamplePages {

  @TempDir Path folder;

  @Test
  void neighboursAndComponentsAreThoseOfTheGraphs() throws IOException {
    Path run =
        new ExampleRuns()
            .ofMethods("dpsgd")
            .with("links.density", "1.0")
            .write(folder.resolve("run"));

    assertThat(numbers(run, "accuracy-degree"))
        .as("series, device, neighbours, accuracy; all are linked to all")
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.get(2)).isEqualTo("5"));
    assertThat(numbers(run, "components-rounds"))
        .hasSize(10)
        .allSatisfy(row -> assertThat(row.get(1)).isEqualTo("1"));
  }

  @Test
  void theGraphOfARoundIsOneOfManyToStepThrough() throws IOException {
    String html = html(new ExampleRuns().write(folder.resolve("run")));

    assertThat(all("<g id=\"graph-1-step-\\d+\"", html)).hasSize(10);
    assertThat(html)
        .contains("aria-label=\"Graph of a round. Round 1: 8 links, 53.3 % of all pairs, 1 comp")
        .contains("<output aria-live=\"polite\">Round 1: 8 links, 53.3 % of all pairs, 1 comp")
        .contains("min=\"1\" max=\"10\" value=\"1\" aria-label=\"Round: Graph of a round\"");
  }

  @Test
  void manyRoundsAndLinksAreThinnedAndThePageSaysSo() throws IOException {
    Path run = new ExampleRuns().ofSize(120, 100).evaluatedEvery(50).write(folder.resolve("run"));

    assertThat(note(run, "graph-1"))
        .matches("Of 100 rounds [1-9] are shown, at even distances\\. Of more than 3000 links .*");
    assertThat(html(run).length()).isLessThan(1_500_000);
  }

  @Test
  void linksThatASeriesDoesNotShareAreAFigureOfTheirOwn() throws IOException {
    Path one = new ExampleRuns().ofMethods("dpsgd").write(folder.resolve("one"));
    Path two =
        new ExampleRuns()
            .ofMethods("dpsgd", "mudag", "sgp")
            .with("links.density", "0.8")
            .write(folder.resolve("two"));

    assertThat(page(one, two).figures())
        .extracting(Figure::title)
        .contains("Graph of a round: dpsgd, density 0.5")
        .anyMatch(title -> title.startsWith("Graph of a round: dpsgd, density 0.8; mudag"));
    assertThat(html(one, two)).contains("its mixing weights differ between the two ends of a link");
  }

  @Test
  void devicesThatAreThereHaveACurveWhereTheyComeAndGo() throws IOException {
    Path all = new ExampleRuns().ofMethods("dpsgd").write(folder.resolve("all"));
    Path some =
        new ExampleRuns()
            .ofMethods("dpsgd")
            .with("availability.leave", "1000")
            .write(folder.resolve("some"));
    assertThat(page(all).figures()).extracting(Figure::id).doesNotContain("present-rounds");
    assertThat(page(some).figures()).extracting(Figure::id).contains("present-rounds", "graph-1");
  }

  @Test
  void withoutACommonClockStalenessHasACurveAndRoundsHaveNoGraphs() throws IOException {
    Path together = new ExampleRuns().ofMethods("dpsgd").write(folder.resolve("together"));
    Path apart =
        new ExampleRuns()
            .ofMethods("dpsgd")
            .with("asynchrony.clock", "poisson")
            .write(folder.resolve("apart"));
    assertThat(page(together).figures())
        .extracting(Figure::id)
        .contains("graph-1", "density-rounds")
        .doesNotContain("staleness-rounds", "meetings-rounds");
    assertThat(page(apart).figures())
        .extracting(Figure::id)
        .contains("staleness-rounds", "meetings-rounds")
        .doesNotContain("graph-1", "density-rounds");
    assertThat(html(apart))
        .contains("spectral gap and graphs of dpsgd: its devices have no common clock")
        .contains("Meetings of two devices over rounds. dpsgd goes from 8 to 8.");
    assertThat(page(together, apart).figures())
        .as("links and meetings are not held against each other")
        .extracting(Figure::id)
        .contains("density-rounds", "meetings-rounds");
  }

  @Test
  void linksThatARunDidNotHaveAreNotShown() throws IOException {
    Path run = new ExampleRuns().ofMethods("dpsgd").write(folder.resolve("run"));
    Path configuration = run.resolve("resolved.conf");
    Files.writeString(
        configuration,
        Files.readString(configuration).replace("links.density = 0.5", "links.density = 0.9"));

    assertThat(html(run))
        .contains("spectral gap and graphs of dpsgd: its settings give 14 links here in round 1,")
        .contains("and run recorded 8: another version or another trace made them");
    Files.writeString(
        configuration,
        "time { enabled = true, deadline = \"90%\", late = renormalise }\n",
        StandardOpenOption.APPEND);
    assertThat(html(run)).contains("and run recorded 8: devices that were late had none");
    Files.writeString(
        configuration, "availability.battery.joules = 50\n", StandardOpenOption.APPEND);
    assertThat(html(run))
        .contains("and run recorded 8: devices that were away had none, and the files do not say");
    assertThat(page(run).figures()).extracting(Figure::id).doesNotContain("graph-1");
  }
}
