package org.hyperprism.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
        .containsAll(NOTES.stream().map(Note::name).toList());
  }
}
