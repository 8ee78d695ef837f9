package org.hyperprism.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The graphs of rounds in a frame of a notebook. */
class GraphFrameTest {

  /** Goes to a round by the slider, and says which picture is shown and in which words. */
  private static final String STEP =
      """
      const page = document.querySelector("iframe").contentDocument;
      const slider = page.querySelector(".steps input");
      slider.value = %d;
      slider.dispatchEvent(new Event("input"));
      const shown = [...page.querySelectorAll("svg g")]
        .filter((part) => page.defaultView.getComputedStyle(part).display !== "none");
      return shown.map((part) => part.id).join() + " " + page.querySelector("output").textContent;
      """;

  @TempDir Path folder;

  @Test
  void everyRoundIsAPictureInAFrameOfItsOwn() {
    String frame = GraphFrame.html(new RandomDensity(6, 0.4, 1), 5);

    assertThat(frame)
        .startsWith("<iframe title=\"Graph of a round\" width=\"660\" height=\"")
        .endsWith("\"></iframe>\n")
        .contains("id=&quot;graph-step-5&quot;", "Round 5: 6 links, 40.0 % of all pairs")
        .doesNotContain("graph-step-6", "at even distances");
    assertThat(frame.substring(1)).as("one tag and its end").containsOnlyOnce("<");
    assertThat(GraphFrame.html(new RandomDensity(6, 0.4, 1), 5)).isEqualTo(frame);
  }

  @Test
  void ofManyRoundsSomeAreShown() {
    assertThat(GraphFrame.html(new RandomDensity(80, 0.5, 1), 60))
        .containsPattern("Of 60 rounds \\d are shown, at even distances\\.")
        .hasSizeLessThan(300_000);
  }

  @Test
  void linksThatAreNotDrawnAreRefused() {
    assertThatThrownBy(() -> GraphFrame.html(new DirectedRandom(6, 2, 1), 5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the links carry one way");
    assertThatThrownBy(() -> GraphFrame.html(new RandomDensity(2_001, 0.1, 1), 5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there are 2001 devices")
        .hasMessageEndingWith("expected 2000 at most");
  }

  /** Also within a page that lets no script run but its own, which is the frame's. */
  @Test
  @Tag("slow")
  @Timeout(120)
  void theFrameOfANoteIsSteppedThrough() throws IOException {
    assumeTrue(Browser.isInstalled(), "chromium and chromedriver are not installed");
    JsonNode paragraph = new ObjectMapper().readTree("{\"text\": \"%spark\", \"id\": \"film\"}");
    NotePage.Output film =
        new NotePage.Output("HTML", GraphFrame.html(new RandomDensity(6, 0.4, 1), 5));
    Path note = folder.resolve("note.html");
    Files.write(note, NotePage.html("note", List.of(paragraph), List.of(List.of(film))));
    try (Browser browser = new Browser(folder)) {
      browser.open(note);
      for (int round : new int[] {1, 4, 5}) {
        assertThat(browser.run(STEP.formatted(round)).asText())
            .startsWith("graph-step-%d Round %d: 6 links, 40.0 %%".formatted(round, round));
      }
      assertThat(
              browser
                  .run(
                      "const page = document.querySelector('iframe').contentDocument.documentElement;"
                          + " return page.scrollHeight - page.clientHeight")
                  .asInt())
          .as("pixels of the frame that are out of sight")
          .isLessThanOrEqualTo(0);
      assertThat(browser.console()).isEmpty();
    }
  }
}
