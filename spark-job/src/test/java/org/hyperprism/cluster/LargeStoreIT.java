package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.packaging.Launcher;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training set larger than the driver's heap: {@code -Dstore.megabytes=N} of it, in a driver of
 * {@code -Ddriver.megabytes=N} on a standalone cluster of two executors. The largest heap after a
 * collection is printed.
 */
@Tag("matrix")
@WithSpark
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LargeStoreIT {

  private static final int STORE = Integer.getInteger("store.megabytes", 1000);
  private static final int DRIVER = Integer.getInteger("driver.megabytes", 600);
  private static final int ROUNDS = 3;
  private static final Pattern COLLECTION = Pattern.compile("->(\\d+)M\\((\\d+)M\\)");

  private final SparkSession session;

  @TempDir Path directory;

  LargeStoreIT(SparkSession session) {
    this.session = session;
  }

  @Test
  @SuppressWarnings("SystemOut") // the figures are what a larger store is tried for
  void theDriverIsSmallerThanTheTrainingSet() throws IOException, InterruptedException {
    int samples = LargeStore.write(session, directory.resolve("store"), STORE);
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("HYPERPRISM_HEAP", DRIVER + "m");
    environment.put("JAVA_TOOL_OPTIONS", "-Xlog:gc:file=" + directory.resolve("gc-%p.log"));
    List<String> command = Launcher.command("run", "--out", "out");
    for (String setting :
        List.of(
            "data.path=\"" + directory.resolve("store") + "\"",
            "devices=" + LargeStore.DEVICES,
            "engine.mode=distributed",
            "engine.partitions=20",
            "methods=[dpsgd]",
            "train.learningRate=0.1",
            "links.kind=random-regular",
            "rounds=" + ROUNDS,
            "evaluate.every=" + ROUNDS)) {
      command.addAll(List.of("--set", setting));
    }
    long begin = System.nanoTime();
    try (StandaloneCluster cluster = StandaloneCluster.start(directory.resolve("cluster"))) {
      command.addAll(List.of("--master", cluster.url()));
      Program program = Program.start(directory, environment, command);
      assertThat(program.process().onExit()).succeedsWithin(40, TimeUnit.MINUTES);
      Program.Result result = program.result();
      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.printed()).contains(samples + " training");
      program.close();
    }
    assertThat(RunResults.of(directory.resolve("out")).checksums()).containsOnlyKeys("dpsgd");
    assertThat(STORE).isGreaterThan(DRIVER);
    int kept = largestHeap();
    System.out.printf(
        "a store of %d MB in a driver of %d MB: at most %d MB after a collection; %d s for %d"
            + " rounds%n",
        STORE, DRIVER, kept, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), ROUNDS);
    assertThat(kept).isLessThan(STORE / 4);
  }

  /** Of the driver, the only process with a heap of that size: megabytes. */
  private int largestHeap() throws IOException {
    List<Integer> heaps = new ArrayList<>();
    try (Stream<Path> logs = Files.list(directory)) {
      for (Path log :
          logs.filter(file -> file.getFileName().toString().startsWith("gc-")).toList()) {
        int largest = 0;
        int capacity = 0;
        for (String line : Files.readAllLines(log)) {
          Matcher collection = COLLECTION.matcher(line);
          if (collection.find()) {
            largest = Math.max(largest, Integer.parseInt(collection.group(1)));
            capacity = Math.max(capacity, Integer.parseInt(collection.group(2)));
          }
        }
        if (capacity > 0 && capacity <= DRIVER) {
          heaps.add(largest);
        }
      }
    }
    return heaps.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
