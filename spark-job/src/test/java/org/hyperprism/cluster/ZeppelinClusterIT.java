package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperprism.cluster.ZeppelinServer.Paragraph;
import org.hyperprism.documentation.Note;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notes in a Zeppelin whose Spark is a cluster of its own, as their page says. */
@Tag("matrix")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ZeppelinClusterIT {

  @TempDir static Path directory;

  @Test
  void everyParagraphOfEveryNoteFinishesOnAStandaloneCluster()
      throws IOException, InterruptedException {
    ZeppelinHome home = ZeppelinHome.in(directory);
    try (StandaloneCluster cluster = StandaloneCluster.start(directory.resolve("cluster"));
        ZeppelinServer server = ZeppelinServer.start(home, properties(home, cluster))) {
      List<Paragraph> first = List.of();
      for (Note note : Note.all()) {
        List<Paragraph> paragraphs = server.run(note);

        assertThat(paragraphs)
            .as("%s", note)
            .hasSameSizeAs(note.paragraphs())
            .allSatisfy(
                paragraph ->
                    assertThat(paragraph.status())
                        .as("%s: %s%n%s", note, paragraph.text(), paragraph.printed())
                        .isEqualTo("FINISHED"));
        first = note.title().equals("first-run") ? paragraphs : first;
      }
      String printed = String.join("\n", first.stream().map(Paragraph::printed).toList());
      assertThat(printed).as("the bits of the quick start").contains(ZeppelinIT.checksums());
      assertThat(cluster.executors()).as("executors of the session").hasSize(2);
      assertThat(server.run("session", ZeppelinIT.SESSION).printed())
          .matches("(?s).*app-\\d+-\\d+ stopped: false.*");
    }
  }

  private static Map<String, String> properties(ZeppelinHome home, StandaloneCluster cluster)
      throws IOException {
    Map<String, String> properties = new HashMap<>(ZeppelinIT.properties(home));
    properties.put("spark.master", cluster.url());
    properties.put("spark.executor.memory", "600m");
    properties.put(
        "spark.executor.extraJavaOptions",
        String.valueOf(properties.get("spark.driver.extraJavaOptions")));
    return properties;
  }
}
