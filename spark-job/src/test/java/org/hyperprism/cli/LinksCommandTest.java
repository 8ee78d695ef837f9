package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.links.LinkSchedules;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.table.TraceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hyperprism links} as a user calls it. */
class LinksCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void generateWritesARowForEachDirection() throws IOException {
    Path trace = folder.resolve("ring.csv");
    assertThat(execute("links generate --kind ring --devices 3 --rounds 2 --out " + trace))
        .isZero();
    assertThat(trace)
        .hasContent(
            """
            round,src,dst
            1,0,1
            1,0,2
            1,1,0
            1,1,2
            1,2,0
            1,2,1
            2,0,1
            2,0,2
            2,1,0
            2,1,2
            2,2,0
            2,2,1
            """);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "wrote %s: 3 devices, 2 rounds, 12 directed links, 100.0%% of all\n".formatted(trace));
  }

  @Test
  void whatWasGeneratedIsTheScheduleOfARun() {
    Path trace = folder.resolve("mobility.parquet");
    String generate =
        "links generate --kind mobility --devices 12 --rounds 6 --density 0.3 --seed 9 --out "
            + trace;
    assertThat(execute(generate)).isZero();
    LinkSchedule direct =
        schedule("links.kind=mobility", "links.density=0.3", "seed=9", "rounds=6");
    LinkSchedule stored = schedule("links.kind=trace", "links.path=" + trace, "rounds=6");
    for (int round = 1; round <= 6; round++) {
      assertSame(stored.graph(round), direct.graph(round));
      assertThat(stored.positions(round)).isPresent();
    }
    assertThat(new TraceFile(trace.toString(), new Configuration()).information())
        .extracting(TraceInformation::devices, TraceInformation::rounds)
        .containsExactly(12, 6);
    assertThat(new TraceFile(trace.toString(), new Configuration()).information().origin())
        .containsEntry("links.kind", "mobility")
        .containsEntry("seed", "9");

    assertThat(execute(generate)).isEqualTo(2);
    assertThat(err.toString()).contains("mobility.parquet exists already", "--overwrite");
    assertThat(execute(generate + " --overwrite")).isZero();
  }

  @Test
  void generateKnowsTheSettingsOfLinks() {
    String command = "links generate --devices 8 --rounds 3 --out " + folder.resolve("a.csv");
    assertThat(execute(command + " --kind random-regular --set links.degree=2")).isZero();
    assertThat(out.toString()).contains("8 devices, 3 rounds, 48 directed links, 28.6% of all");
    assertThat(execute(command + " --kind rinng")).isEqualTo(2);
    assertThat(err.toString()).contains("rinng", "ring");
    assertThat(execute("links generate --kind ring --devices 8 --rounds 0 --out a.csv"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("rounds is 0");
    assertThat(execute("links generate --kind ring --devices 8 --rounds 3 --out a.txt"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("a.txt has an unknown ending");
  }

  @Test
  void convertGoesThereAndBack() throws IOException {
    Path first = folder.resolve("first.csv");
    Files.writeString(first, "round,src,dst,delivery_ratio\n1,0,1,0.7\n1,1,0,1\n2,,,\n");
    Path parquet = folder.resolve("second.parquet");
    Path last = folder.resolve("last.csv");
    assertThat(execute("links convert %s %s".formatted(first, parquet.toUri()))).isZero();
    assertThat(execute("links convert %s %s".formatted(parquet, last))).isZero();
    assertThat(last).hasSameTextualContentAs(first);

    Files.writeString(first, "round,src,dst\n1,0,1\n1,0,0\n");
    assertThat(execute("links convert %s %s --overwrite".formatted(first, parquet))).isEqualTo(2);
    assertThat(err.toString()).contains("first.csv, line 3 (round 1): src and dst are both 0");
    assertThat(new TraceFile(parquet.toString(), new Configuration()).round(1)).hasSize(2);
  }

  @Test
  void importSaysWhichDeviceIsWhich() throws IOException {
    Path contacts = Files.writeString(folder.resolve("c.txt"), "0 20 3 up\n25 3 20 down\n");
    Path trace = folder.resolve("c.csv");
    String command = "links import %s --round-seconds 10 --out %s".formatted(contacts, trace);
    assertThat(execute(command)).isZero();
    assertThat(trace).hasContent("round,src,dst\n1,0,1\n1,1,0\n2,0,1\n2,1,0\n3,0,1\n3,1,0\n");
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            device ids and the names that they had:
              0 = 3
              1 = 20
            wrote %s: 2 devices, 3 rounds, 6 directed links, 100.0%% of all
            """
                .formatted(trace));
    assertThat(execute(command + " --share 0.6 --overwrite")).isZero();
    assertThat(trace).content().endsWith("2,1,0\n3,,\n");
  }

  @Test
  void aRunBeyondTheTraceIsRefusedBeforeItBegins() {
    Path trace = folder.resolve("short.csv");
    assertThat(execute("links generate --kind ring --devices 12 --rounds 2 --out " + trace))
        .isZero();
    String path = "links.path=" + trace;
    assertThatThrownBy(() -> schedule("links.kind=trace", path, "rounds=3"))
        .hasMessageContainingAll("short.csv ends after round 2", "rounds=2", "repeat or hold");
    assertThat(
            schedule("links.kind=trace", path, "rounds=3", "links.afterTheEnd=hold")
                .graph(3)
                .links())
        .isEqualTo(12);
    assertThatThrownBy(() -> schedule("links.kind=trace", path, "rounds=2", "devices=11"))
        .hasMessageContainingAll("short.csv, line", "is 11; expected a device id from 0 to 10");
    assertThatThrownBy(() -> schedule("links.kind=trace"))
        .hasMessageContaining("links.path is not set");
  }

  private static LinkSchedule schedule(String... settings) {
    List<String> all = new ArrayList<>(List.of("devices=12"));
    all.addAll(List.of(settings));
    ExperimentConfiguration loaded = ConfigurationLoader.load(Optional.empty(), all);
    return LinkSchedules.of(loaded);
  }

  private static void assertSame(Graph graph, Graph expected) {
    assertThat(graph.links()).isEqualTo(expected.links());
    for (int device = 0; device < graph.devices(); device++) {
      assertThat(graph.degree(device)).isEqualTo(expected.degree(device));
      for (int e = 0; e < graph.degree(device); e++) {
        assertThat(graph.neighbour(device, e)).isEqualTo(expected.neighbour(device, e));
      }
    }
  }

  private int execute(String line) {
    Application application =
        new Application(
            (configuration, options) -> 0,
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> name,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return application.execute(line.split(" "));
  }
}
