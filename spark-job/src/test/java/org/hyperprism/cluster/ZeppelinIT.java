package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hyperprism.cluster.ZeppelinServer.Paragraph;
import org.hyperprism.documentation.Note;
import org.hyperprism.documentation.Page;
import org.hyperprism.report.page.NotePage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notes in a real Zeppelin server, set up as their page says. */
@Tag("slow")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ZeppelinIT {

  private static final Page PAGE = Page.of("notebooks/README.md");

  /** A row of the page's table of properties. */
  private static final Pattern PROPERTY = Pattern.compile("\\| `([\\w.]+)` \\| `([^`]+)` \\|.*");

  static final String SESSION =
      "%spark\nprintln(s\"${sc.applicationId} stopped: ${sc.isStopped}\")";

  private static final Pattern CHECKSUM = Pattern.compile("\\b[0-9a-f]{8}\\b");

  private static final Map<String, List<Paragraph>> RUNS = new HashMap<>();

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit calls the method that sets it
  private static ZeppelinServer server;

  @BeforeAll
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  static void startTheServer() throws IOException, InterruptedException {
    ZeppelinHome home = ZeppelinHome.in(directory);
    server = ZeppelinServer.start(home, properties(home));
  }

  @AfterAll
  static void stopTheServer() throws IOException, InterruptedException {
    if (server != null) {
      List<ProcessHandle> interpreters = server.interpreters();
      server.close();
      for (ProcessHandle interpreter : interpreters) {
        assertThat(interpreter.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
      }
    }
  }

  /** Those of the page, with the folders of this machine, and what this small Spark needs. */
  static Map<String, String> properties(ZeppelinHome home) throws IOException {
    Map<String, String> properties = new HashMap<>();
    String flags =
        String.join(" ", Files.readAllLines(Page.REPOSITORY.resolve("conf/jvm.options")));
    for (String line : PAGE.lines()) {
      for (MatchResult row : PROPERTY.matcher(line).results().toList()) {
        properties.put(
            row.group(1),
            row.group(2)
                .replace("/path/to/spark", home.spark().toString())
                .replace("/path/to/hyperprism", Page.REPOSITORY.toRealPath().toString())
                .replace("$(tr '\\n' ' ' < conf/jvm.options)", flags));
      }
    }
    assertThat(properties)
        .containsKeys("SPARK_HOME", "spark.jars", "spark.driver.extraJavaOptions");
    assertThat(Path.of(String.valueOf(properties.get("spark.jars")))).exists();
    properties.put("spark.master", "local[2]");
    properties.put("spark.driver.memory", "1g");
    properties.put("spark.driver.host", "127.0.0.1");
    properties.put("spark.driver.bindAddress", "127.0.0.1");
    properties.put("spark.ui.enabled", "false");
    properties.put("zeppelin.spark.useHiveContext", "false");
    properties.put("zeppelin.spark.scala.color", "false");
    // Zeppelin 0.10 is older than Spark 3.5.
    properties.put("zeppelin.spark.enableSupportedVersionCheck", "false");
    return properties;
  }

  @Test
  void everyParagraphOfEveryNoteFinishesInOneSession() throws IOException, InterruptedException {
    String session = session();
    for (Note note : Note.all()) {
      List<Paragraph> paragraphs = run(note);

      assertThat(paragraphs).as("%s", note).hasSameSizeAs(note.paragraphs());
      for (Paragraph paragraph : paragraphs) {
        assertThat(paragraph.status())
            .as("%s:%n%s%n%s%n%s", note, paragraph.text(), paragraph.printed(), server.printed())
            .isEqualTo("FINISHED");
      }
      assertThat(session()).as("after %s", note).isEqualTo(session);
    }
    assertThat(session).contains("stopped: false");
  }

  /** What this run prints is written beside, for whoever has changed a note. */
  @Test
  void thePageOfANoteHasTheNumbersOfARun() throws IOException, InterruptedException {
    Path written = Files.createDirectories(Path.of("target", "notes"));
    for (Note note : Note.all()) {
      byte[] html =
          NotePage.html(
              note.title(), note.paragraphs(), run(note).stream().map(Paragraph::outputs).toList());
      Files.write(written.resolve(note.title() + ".html"), html);
    }
    for (Note note : Note.all()) {
      Path own = written.resolve(note.title() + ".html");
      assertThat(NotePage.tables(Files.readString(note.page())))
          .as("copy %s to %s if the note was changed", own, note.page())
          .isNotEmpty()
          .isEqualTo(NotePage.tables(Files.readString(own)));
    }
  }

  /** As the README shows it, which another test holds to the command line. */
  @Test
  void theFirstNoteGivesTheBitsOfTheQuickStart() throws IOException, InterruptedException {
    List<Paragraph> paragraphs =
        run(Note.of(Page.REPOSITORY.resolve("notebooks").resolve("first-run.zpln")));

    String printed = String.join("\n", paragraphs.stream().map(Paragraph::printed).toList());
    assertThat(printed).contains(checksums()).doesNotContain("the JVM was started without");
    assertThat(paragraphs.stream().flatMap(paragraph -> paragraph.outputs().stream()))
        .anyMatch(
            output ->
                output.type().equals("TABLE")
                    && output.data().startsWith("method\tround\taccuracy_mean"))
        .anyMatch(
            output ->
                output.type().equals("HTML") && output.data().contains("data:image/png;base64,"));
  }

  @Test
  void aParagraphThatFailsIsSeen() throws IOException, InterruptedException {
    Paragraph mistake =
        server.run(
            "mistake",
            "%spark\norg.hyperprism.api.HyperPrismJob.on(spark).set(\"rounds\", 0).run()");

    assertThat(mistake.status()).isEqualTo("ERROR");
    assertThat(mistake.printed()).contains("rounds");
    assertThat(session()).contains("stopped: false");
  }

  /** What a note came to; it runs once, whoever asks. */
  private static List<Paragraph> run(Note note) throws IOException, InterruptedException {
    List<Paragraph> known = RUNS.get(note.name());
    if (known == null) {
      known = server.run(note);
      RUNS.put(note.name(), known);
    }
    return known;
  }

  private static String session() throws IOException, InterruptedException {
    Paragraph paragraph = server.run("session", SESSION);
    assertThat(paragraph.status())
        .as("%s%n%s", paragraph.printed(), server.printed())
        .isEqualTo("FINISHED");
    return paragraph.printed();
  }

  /** Those of the quick start, as the README shows them. */
  static List<String> checksums() {
    List<String> checksums =
        CHECKSUM
            .matcher(Page.of("README.md").blocks().get(1))
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(checksums).hasSize(2);
    return checksums;
  }
}
