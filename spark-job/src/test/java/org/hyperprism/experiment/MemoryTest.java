package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two hundred rounds of both methods hold no more than forty did; and, where {@code
 * hyperprism.soak} is true, two thousand rounds no more than two hundred.
 */
@Tag("slow")
class MemoryTest {

  /** By then there are both checkpoints that a run keeps, of rounds 20 and 40. */
  private static final int EARLY = 40;

  /** Says, if a run grows, whether it does so all the time. A look at a JVM takes four seconds. */
  private static final int BETWEEN = 120;

  private static final int LATE = 200;
  private static final int SOAK = 2_000;

  /**
   * Bytes a round: 1 KB for the row of metrics.csv, the rest for caches that still fill up. The
   * models of one round would be 1.6 MB, and what Spark remembers of a job is 50 KB and more.
   */
  private static final long HEAP_MARGIN_PER_ROUND = 24L << 10;

  /** Spark's threads make their buffers when they are first used. */
  private static final long BUFFER_MARGIN = 1 << 20;

  /**
   * The allocator's and the collector's own; ND4J's arrays, if they were not freed, would be 1 MB a
   * round.
   */
  private static final long RESIDENT_MARGIN = 48 << 20;

  /** The messages of one round differ from those of another; those of all would be far more. */
  private static final long DISK_MARGIN = 1 << 20;

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  /** Spark keeps more from round to round than a run without it does. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nothingGrowsFromRoundFortyToRoundTwoHundredOnSpark()
      throws IOException, InterruptedException {
    assertNothingGrows("distributed", List.of("hyperprism"));
  }

  @Tag("matrix")
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nothingGrowsFromRoundFortyToRoundTwoHundredWithoutIt()
      throws IOException, InterruptedException {
    assertNothingGrows("local", List.of("hyperprism", "dpsgd"));
  }

  private void assertNothingGrows(String mode, List<String> methods)
      throws IOException, InterruptedException {
    Map<String, MemoryFigures> figures =
        run(
            mode,
            List.of(EARLY, BETWEEN, LATE),
            "methods=" + methods,
            "train.backend=dl4j",
            "devices=50",
            "rounds=" + LATE,
            "evaluate.every=10",
            "evaluate.samples=300");
    assertThat(figures).hasSize(methods.size() * 3);
    for (String method : methods) {
      assertFlat(figures, method, EARLY, LATE, (LATE - EARLY) * HEAP_MARGIN_PER_ROUND);
    }
  }

  @ParameterizedTest
  @EnabledIfSystemProperty(named = "hyperprism.soak", matches = "true")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @CsvSource({"distributed, dl4j", "distributed, vector", "local, dl4j", "local, vector"})
  void nothingGrowsInTwoThousandRounds(String mode, String backend)
      throws IOException, InterruptedException {
    Map<String, MemoryFigures> figures =
        run(
            mode,
            IntStream.rangeClosed(1, SOAK / LATE).mapToObj(k -> k * LATE).toList(),
            "methods=[hyperprism]",
            "train.backend=" + backend,
            "devices=10",
            "train.batchSize=16",
            "rounds=" + SOAK,
            "evaluate.every=100",
            "evaluate.samples=100");
    assertThat(figures).hasSize(SOAK / LATE);
    // As much as from round 40 to round 200: ten times the rounds, and caches are full by now.
    assertFlat(figures, "hyperprism", LATE, SOAK, (LATE - EARLY) * HEAP_MARGIN_PER_ROUND);
  }

  private static void assertFlat(
      Map<String, MemoryFigures> figures, String method, int before, int after, long heapMargin) {
    MemoryFigures early = Objects.requireNonNull(figures.get(method + " " + before));
    MemoryFigures late = Objects.requireNonNull(figures.get(method + " " + after));
    assertThat(late.heap()).as("heap of %s", method).isLessThan(early.heap() + heapMargin);
    assertThat(late.direct()).as("direct buffers").isLessThan(early.direct() + BUFFER_MARGIN);
    assertThat(late.tracked()).as("JavaCPP").isLessThan(early.tracked() + BUFFER_MARGIN);
    assertThat(late.resident() - late.machine())
        .as("process without classes and code")
        .isLessThan(early.resident() - early.machine() + RESIDENT_MARGIN);
    assertThat(late.blocks()).as("blocks").isLessThanOrEqualTo(early.blocks());
    assertThat(late.files()).as("files").isLessThanOrEqualTo(early.files());
    assertThat(late.disk()).as("disk").isPositive().isLessThan(early.disk() + DISK_MARGIN);
  }

  /** The figures by method and round, in a JVM of its own as the launcher starts it. */
  private Map<String, MemoryFigures> run(String mode, List<Integer> rounds, String... settings)
      throws IOException, InterruptedException {
    Path localDirectory = Files.createDirectory(directory.resolve("local"));
    // A heap that is all there from the start: then the process can grow by native memory alone.
    List<String> flags = new ArrayList<>(List.of("-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch"));
    flags.addAll(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    for (String line : Files.readAllLines(Path.of("..", "conf", "spark-defaults.conf"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        flags.add("-D" + line.replaceFirst("\\s+", "="));
      }
    }
    flags.add("-Dspark.master=local[2]");
    flags.add("-Dspark.local.dir=" + localDirectory);
    List<String> arguments = new ArrayList<>();
    arguments.add(directory.resolve("run").toString());
    arguments.add(localDirectory.toString());
    arguments.add(rounds.stream().map(Object::toString).collect(Collectors.joining(",")));
    arguments.addAll(List.of("data.name=mnist-sample", "engine.mode=" + mode));
    arguments.addAll(List.of(settings));
    String text =
        JvmProbe.run(
            Map.of("SPARK_LOCAL_IP", "127.0.0.1", "OMP_NUM_THREADS", "1"),
            flags,
            MemoryProbe.class,
            arguments.toArray(String[]::new));
    return figures(mode, text);
  }

  private static Map<String, MemoryFigures> figures(String mode, String text) {
    Map<String, MemoryFigures> figures = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(MemoryProbe.MARK + " ")) {
        String[] words = line.split(" ");
        figures.put(words[1] + " " + words[2], MemoryFigures.parse(words[3]));
      }
    }
    figures.forEach((when, held) -> System.out.printf("%s %s: %s%n", mode, when, held));
    return figures;
  }
}
