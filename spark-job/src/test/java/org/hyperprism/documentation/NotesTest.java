package org.hyperprism.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.hyperprism.report.page.NotePage;
import org.junit.jupiter.api.Test;

/** The notes in git are whole, carry nothing of a run, and can be found; ZeppelinIT runs them. */
class NotesTest {

  private static final List<Note> NOTES = Note.all();

  @Test
  void noParagraphCarriesWhatARunHasLeft() {
    assertThat(NOTES).isNotEmpty();
    for (Note note : NOTES) {
      for (JsonNode paragraph : note.paragraphs()) {
        assertThat(paragraph.fieldNames())
            .toIterable()
            .as("%s: %s", note, paragraph.path("id"))
            .contains("text", "id", "config", "settings")
            .doesNotContain(
                "results",
                "dateCreated",
                "dateStarted",
                "dateFinished",
                "dateUpdated",
                "jobName",
                "user",
                "runtimeInfos",
                "progressUpdateIntervalMs");
        assertThat(paragraph.path("status").asText()).as("%s", note).isEqualTo("READY");
        assertThat(paragraph.path("settings").path("params")).as("%s", note).isEmpty();
        assertThat(paragraph.path("text").asText()).as("%s", note).startsWith("%");
      }
    }
  }

  @Test
  void aNoteBeginsWithItsNameAndWhatItShows() {
    assertThat(NOTES)
        .allSatisfy(
            note -> {
              assertThat(note.paragraphs()).hasSizeGreaterThan(2);
              assertThat(note.paragraphs().get(0).path("text").asText()).startsWith("%md\n# ");
              assertThat(note.json().path("name").asText())
                  .isEqualTo("HyperPrism/" + note.name().replace(".zpln", ""));
            });
    assertThat(NOTES).extracting(note -> note.json().path("id").asText()).doesNotHaveDuplicates();
  }

  @Test
  void thePageNamesEveryNote() {
    Page page = Page.of("notebooks/README.md");

    assertThat(page.links())
        .extracting(Page.Link::target)
        .containsAll(NOTES.stream().map(Note::name).toList())
        .containsAll(NOTES.stream().map(note -> note.title() + ".html").toList());
  }

  /** ZeppelinIT compares what the paragraphs print. */
  @Test
  void everyNoteHasAPageWithItsParagraphs() throws IOException {
    for (Note note : NOTES) {
      String page = Files.readString(note.page());

      assertThat(NotePage.texts(page))
          .as("%s", note.page())
          .isEqualTo(note.paragraphs().stream().map(each -> each.path("text").asText()).toList());
      assertThat(NotePage.tables(page)).as("%s", note.page()).isNotEmpty();
      assertThat(page).doesNotContain("src=\"http", "href=\"http");
    }
  }
}
