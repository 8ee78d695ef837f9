package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.cli.options.NewFile;
import org.hyperprism.experiment.links.RecordedLinks;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.packaging.Program;
import org.hyperprism.results.recorded.ExampleRuns;
import org.hyperprism.results.recorded.RecordedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run whose process is there, and then is not. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FollowedReportTest {

  private static final RecordedLinks LINKS = new RecordedLinks(new Configuration());
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final String RELOADS = "<input type=\"checkbox\" id=\"reload\" checked>";

  @TempDir Path folder;

  @Test
  void thePageGrowsWithTheRunAndEndsWithItsProcess() throws Exception {
    Path run = folder.resolve("a run");
    Path page = folder.resolve("page.html");
    try (Program process = Program.start(folder, Map.of(), holder(run))) {
      process.await("in use");
      Files.delete(run.resolve("resolved.conf"));
      CompletableFuture<List<RecordedRun>> following = follow(run, page);
      // Nothing is there yet that a page could show.
      Thread.sleep(3 * INTERVAL.toMillis());
      assertThat(following).isNotDone();
      assertThat(page).doesNotExist();

      new ExampleRuns().unfinishedAfter(2).write(run);
      awaitPage(page, "hyperprism has 2 of 10 rounds", RELOADS);
      new ExampleRuns().unfinishedAfter(6).write(run);
      awaitPage(page, "hyperprism has 6 of 10 rounds", RELOADS);
      assertThat(following).isNotDone();

      assertThat(process.process().destroyForcibly()).isTrue();
      process.process().onExit().join();
      assertThat(following.get()).extracting(RecordedRun::complete).containsExactly(false);
    }
    assertThat(run.resolve(".lock")).as("what the dead process has left").exists();
    assertThat(page).content().contains("6 of 10 rounds").doesNotContain(RELOADS);
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void aRunThatIsOverIsWrittenOnce() throws IOException {
    Path run = new ExampleRuns().write(folder.resolve("run"));
    StringWriter out = new StringWriter();
    Path page = folder.resolve("page.html");

    int exitCode = execute(out, "report", run.toString(), "--follow", "--out=" + page);

    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .contains("following " + run + " in " + page, "wrote " + page + ": 1 run")
        .doesNotContain("ended before");
    assertThat(page).content().endsWith("</html>\n").doesNotContain(RELOADS);

    new ExampleRuns().unfinishedAfter(4).write(folder.resolve("killed"));
    assertThat(
            execute(out, "report", folder + "/killed", "--follow", "--out=" + page, "--overwrite"))
        .isZero();
    assertThat(out.toString()).contains("ended before it was complete: killed\n");
  }

  @Test
  void ofARunThatFailedItIsSaidWhy() throws IOException {
    Path run = new ExampleRuns().unfinishedAfter(4).write(folder.resolve("run"));
    Files.writeString(run.resolve("failure.txt"), "dpsgd diverged in round 5: device 3\n");
    StringWriter out = new StringWriter();
    Path page = folder.resolve("page.html");

    assertThat(execute(out, "report", folder.toString(), "--follow", "--out=" + page)).isZero();

    assertThat(out.toString())
        .contains("ended before it was complete: run (dpsgd diverged in round 5: device 3)\n");
    assertThat(page).content().contains("<li>run failed: dpsgd diverged in round 5: device 3</li>");
  }

  @Test
  void whereNothingGoesOnThereMustBeARun() throws IOException {
    NewFile page = new NewFile(folder.resolve("page.html"), false);
    List<String> absent = List.of(folder.resolve("absent").toString());
    assertThatThrownBy(() -> new FollowedReport(absent, page, LINKS, INTERVAL))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("absent is not a directory");
    List<String> empty = List.of(Files.createDirectory(folder.resolve("empty")).toString());
    assertThatThrownBy(() -> new FollowedReport(empty, page, LINKS, INTERVAL).follow())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("empty holds neither a run nor a sweep");
  }

  private static CompletableFuture<List<RecordedRun>> follow(Path run, Path page) {
    FollowedReport report =
        new FollowedReport(List.of(run.toString()), new NewFile(page, false), LINKS, INTERVAL);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return report.follow();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static int execute(StringWriter out, String... arguments) {
    PrintWriter print = new PrintWriter(out, true);
    return new Application(
            (configuration, options) -> 0,
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> "",
            print,
            print)
        .execute(arguments);
  }

  /** Whoever reads the page meanwhile finds a whole one, always. */
  private static void awaitPage(Path page, String... texts)
      throws IOException, InterruptedException {
    while (true) {
      String content = "";
      try {
        content = Files.readString(page);
        assertThat(content).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
      } catch (NoSuchFileException notYet) {
        // The first is still to come.
      }
      if (List.of(texts).stream().allMatch(content::contains)) {
        return;
      }
      Thread.sleep(5);
    }
  }

  private static List<String> holder(Path run) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "org.hyperprism.results.lock.LockHolder",
        run.toString());
  }
}
