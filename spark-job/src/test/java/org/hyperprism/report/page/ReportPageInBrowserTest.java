package org.hyperprism.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.experiment.links.RecordedLinks;
import org.hyperprism.results.recorded.ExampleRuns;
import org.hyperprism.results.recorded.RecordedRuns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of page as Chromium shows it from a file. */
@Tag("slow")
class ReportPageInBrowserTest {

  private static final List<Integer> WIDTHS = List.of(390, 1024, 1600);

  /** All that axe-core finds serious or critical, in words. */
  private static final String FAULTS =
      """
      const done = arguments[arguments.length - 1];
      axe.run().then((result) => done(result.violations
        .filter((fault) => fault.impact === "serious" || fault.impact === "critical")
        .map((fault) => fault.id + ": " + fault.nodes[0].html)));
      """;

  /** Texts of figures that are cut off, lie on one another, are too small or too faint to read. */
  private static final String FIGURE_FAULTS =
      """
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
          .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
      };
      const paper = light(getComputedStyle(document.body).backgroundColor);
      const faults = [];
      for (const svg of document.querySelectorAll("figure svg")) {
        const figure = svg.closest("figure").id;
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")]
          .map((text) => ({ text, box: text.getBoundingClientRect() }))
          .filter((each) => each.box.width > 0);
        texts.forEach(({ text, box }, place) => {
          const says = (fault) => faults.push(`${figure}: ${text.textContent} ${fault}`);
          if (box.left < frame.left - 1 || box.right > frame.right + 1
              || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
            says("is cut off");
          }
          const style = getComputedStyle(text);
          if (parseFloat(style.fontSize) * frame.width / svg.viewBox.baseVal.width < 8) {
            says("is small");
          }
          const ink = light(style.fill);
          if (Math.max(ink, paper) / Math.min(ink, paper) < 4.5) {
            says("is faint");
          }
          texts.slice(place + 1).forEach((other) => {
            const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (wide > 2 && high > 4) {
              says(`lies on ${other.text.textContent}`);
            }
          });
        });
      }
      return faults;
      """;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void pagesAreSoundForEyesKeyboardsAndScreenReaders() throws Exception {
    assumeTrue(Browser.isInstalled(), "chromium and chromedriver are not installed");
    try (Browser browser = new Browser(Files.createDirectory(folder.resolve("saved")))) {
      for (Map.Entry<String, Path> page : pages().entrySet()) {
        browser.medium("screen", "light");
        browser.open(page.getValue());
        looksRight(browser, page.getKey());
        assertThat(browser.console()).as(page.getKey()).isEmpty();
        assertThat(browser.requests())
            .as(page.getKey())
            .containsExactly(page.getValue().toUri().toString());
      }
      tablesSort(browser);
      roundsAreSteppedThrough(browser);
      numbersAreSaved(browser);
      aPageOfARunThatGoesOnLoadsItselfAnew(browser);
    }
  }

  private Map<String, Path> pages() throws IOException {
    new ExampleRuns().write(folder.resolve("run"));
    new ExampleRuns().unfinishedAfter(4).write(folder.resolve("unfinished"));
    new ExampleRuns().unfinishedAfter(0).write(folder.resolve("begun"));
    for (int cell = 0; cell < 9; cell++) {
      new ExampleRuns()
          .with("train.learningRate", List.of("0.01", "0.1", "1").get(cell / 3))
          .with("seed", Integer.toString(cell % 3))
          .ofMethods("hyperprism", "dpsgd", "mudag")
          .write(folder.resolve("sweep/cell-" + cell));
    }
    Map<String, Path> pages = new LinkedHashMap<>();
    for (List<String> places :
        List.of(
            List.of("begun"), List.of("unfinished"), List.of("sweep"), List.of("run", "sweep"))) {
      ReportPage page = page(places.toArray(String[]::new));
      String name = String.join("-", places);
      pages.put(name, Files.write(folder.resolve(name + ".html"), page.html()));
    }
    return pages;
  }

  private static void looksRight(Browser browser, String name) throws IOException {
    browser.run(axe());
    String widest =
        "return Math.max(0, ...[...document.querySelectorAll('#table-differences')]"
            + ".map((table) => table.getBoundingClientRect().right))";
    for (String scheme : List.of("light", "dark")) {
      browser.medium("screen", scheme);
      for (int width : WIDTHS) {
        browser.width(width);
        assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
            .as("%s at %s pixels", name, width)
            .isLessThanOrEqualTo(width);
        assertThat(browser.run(widest).asInt())
            .as("what differs, %s at %s pixels", name, width)
            .isLessThanOrEqualTo(width);
        assertThat(texts(browser.run(FIGURE_FAULTS)))
            .as("%s, %s at %s pixels", name, scheme, width)
            .isEmpty();
      }
      assertThat(texts(browser.runAsynchronously(FAULTS))).as("%s, %s", name, scheme).isEmpty();
    }
    // What is drawn is turned for a dark screen, and back for paper.
    String paper = "return getComputedStyle(document.querySelector('svg rect')).fill";
    assertThat(browser.run(paper).asText()).isNotEqualTo("rgb(255, 255, 255)");
    browser.medium("print", "dark");
    assertThat(browser.run(paper).asText()).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.print().length).isGreaterThan(10_000);
  }

  /** The last page shows several series; its first column of numbers is sorted both ways. */
  private static void tablesSort(Browser browser) {
    browser.medium("screen", "light");
    String accuracies =
        """
        const table = document.getElementById("table-results");
        table.tHead.rows[0].cells[4].querySelector("button").click();
        return [...table.tBodies[0].rows].map((row) => parseFloat(row.cells[4].textContent));
        """;
    assertThat(numbers(browser.run(accuracies))).hasSizeGreaterThan(3).isSorted();
    assertThat(numbers(browser.run(accuracies)))
        .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    assertThat(
            browser
                .run("return document.querySelector('#table-results [aria-sort]').ariaSort")
                .asText())
        .isEqualTo("descending");
  }

  /** The first round is there without a script; buttons and slider show one other at a time. */
  private static void roundsAreSteppedThrough(Browser browser) {
    String shown =
        """
        const figure = document.getElementById("figure-graph-1");
        %s
        return [...figure.querySelectorAll("svg g")]
          .filter((part) => getComputedStyle(part).display !== "none")
          .map((part) => part.id).concat(figure.querySelector("output").textContent);
        """;
    assertThat(texts(browser.run(shown.formatted(""))))
        .satisfiesExactly(
            id -> assertThat(id).isEqualTo("graph-1-step-1"),
            words -> assertThat(words).startsWith("Round 1: "));
    String next = "figure.querySelectorAll('.steps button')[1].click();";
    assertThat(texts(browser.run(shown.formatted(next + next))))
        .satisfiesExactly(
            id -> assertThat(id).isEqualTo("graph-1-step-3"),
            words -> assertThat(words).startsWith("Round 3: "));
    String slide =
        "const slider = figure.querySelector('input'); slider.value = 10;"
            + " slider.dispatchEvent(new Event('input'));";
    assertThat(texts(browser.run(shown.formatted(slide)))).contains("graph-1-step-10").hasSize(2);
    assertThat(
            browser.run("return document.querySelector('#figure-graph-1 svg').ariaLabel").asText())
        .contains("Round 10: ");
  }

  private void numbersAreSaved(Browser browser) throws Exception {
    browser.run("document.querySelector('#figure-accuracy-rounds button').click()");
    Path saved = folder.resolve("saved/accuracy-rounds.csv");
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!Files.exists(saved) && Instant.now().isBefore(end)) {
      Thread.sleep(100);
    }
    List<String> lines = Files.readAllLines(saved);
    assertThat(lines.get(0)).startsWith("round,");
    assertThat(lines).hasSize(6);
  }

  private void aPageOfARunThatGoesOnLoadsItselfAnew(Browser browser) throws Exception {
    Path page = folder.resolve("live.html");
    Files.write(page, page("unfinished").htmlThatReloads());
    browser.open(page);
    String reloads = "return document.getElementById('reload') !== null";
    assertThat(browser.run(reloads).asBoolean()).isTrue();
    assertThat(texts(faultsWhileItReloads(browser))).isEmpty();
    Files.write(page, page("run").html());
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (browser.run(reloads).asBoolean() && Instant.now().isBefore(end)) {
      Thread.sleep(100);
    }
    assertThat(browser.run("return document.title").asText()).isEqualTo("Run run");
  }

  /** A page that loads itself anew meanwhile takes the script away: then it is looked at again. */
  private static JsonNode faultsWhileItReloads(Browser browser) throws IOException {
    String script = axe() + "\n" + FAULTS;
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      try {
        return browser.runAsynchronously(script);
      } catch (IllegalStateException reloaded) {
        if (Instant.now().isAfter(end)) {
          throw reloaded;
        }
      }
    }
  }

  private ReportPage page(String... places) {
    List<String> all = Arrays.stream(places).map(each -> folder.resolve(each).toString()).toList();
    return new ReportPage(
        RecordedRuns.read(all, new Configuration()), new RecordedLinks(new Configuration()));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.asDouble()));
    return numbers;
  }

  /** The script that finds faults, from axe-core's Selenium binding. */
  private static String axe() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(ReportPageInBrowserTest.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
