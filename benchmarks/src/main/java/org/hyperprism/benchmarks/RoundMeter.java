package org.hyperprism.benchmarks;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundReport;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.engine.WarmUp;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Iid;
import org.hyperprism.random.RandomStreams;

/** Measures the rounds of one setting and prints one line; {@link RoundTable} starts it. */
public final class RoundMeter {

  /** Rounds between two checkpoints, which keep Spark's lineage short; they are not measured. */
  private static final int CHECKPOINT_EVERY = 20;

  /** Rounds of a cold process that are reported apart: as many as an experiment has by default. */
  static final int COLD_ROUNDS = 100;

  /** Neither warming up nor measuring takes more than this, or three rounds if these take more. */
  private static final double LONGEST_SECONDS = 20;

  private static final int FEWEST_ROUNDS = 3;

  private RoundMeter() {}

  /**
   * Takes the most rounds to warm up with, the most rounds to measure, and a {@link RoundSetting}.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> words = Arrays.asList(arguments);
    int warmUp = Integer.parseInt(words.get(0));
    int rounds = Integer.parseInt(words.get(1));
    RoundSetting setting = RoundSetting.parse(words.subList(2, words.size()));
    System.out.println(measure(setting, warmUp, rounds).line());
  }

  private static MeasuredRound measure(RoundSetting setting, int warmUp, int rounds)
      throws IOException {
    Path directory = Files.createTempDirectory("round-meter");
    try (JavaSparkContext spark = start(setting)) {
      CheckpointStore checkpoints =
          new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration());
      Samples train = setting.samples();
      Assignment assignment =
          new Iid()
              .assign(
                  train.labels(),
                  train.classes(),
                  setting.devices(),
                  new RandomStreams(RoundSetting.SEED));
      try (Engine engine =
          new Engines(setting.mode(), spark, setting.partitions())
              .create(setting.definition(), TrainingData.of(train, assignment), checkpoints, 0)) {
        return measure(engine, warmUp, rounds);
      } finally {
        org.apache.hadoop.fs.Path written = new org.apache.hadoop.fs.Path(directory.toUri());
        written.getFileSystem(spark.hadoopConfiguration()).delete(written, true);
      }
    }
  }

  /** Starts Spark as an experiment does. */
  private static JavaSparkContext start(RoundSetting setting) {
    Samples few = setting.withDevices(1, 1).withBatch(32).samples();
    try (WarmUp warmUp = WarmUp.begin(setting.definition(), few)) {
      return new JavaSparkContext(sparkSettings(setting.partitions()));
    }
  }

  private static MeasuredRound measure(Engine engine, int warmUp, int rounds) throws IOException {
    List<Double> cold = new ArrayList<>();
    int round = 0;
    double spent = 0;
    while (round < warmUp && (round < FEWEST_ROUNDS || spent < 1e3 * LONGEST_SECONDS)) {
      double took = timed(engine, ++round).milliseconds();
      spent += took;
      if (cold.size() < COLD_ROUNDS) {
        cold.add(took);
      }
    }
    List<TimedRound> measured = new ArrayList<>();
    long collectedBefore = collectionMilliseconds();
    long begin = System.nanoTime();
    spent = 0;
    while (measured.size() < rounds
        && (measured.size() < FEWEST_ROUNDS || spent < 1e3 * LONGEST_SECONDS)) {
      TimedRound timed = timed(engine, ++round);
      spent += timed.milliseconds();
      measured.add(timed);
    }
    // Collections fall into checkpoints too, which are no part of a round.
    double elapsed = (System.nanoTime() - begin) * 1e-6;
    return new MeasuredRound(
        cold.stream().mapToDouble(took -> took).average().orElse(0),
        median(measured, TimedRound::milliseconds),
        measured.stream().mapToDouble(TimedRound::milliseconds).min().orElse(0),
        median(measured, timed -> 1e3 * timed.report().localStepSeconds()),
        median(measured, timed -> 1e3 * timed.report().aggregationSeconds()),
        engine.shuffledBytes() / 1e6,
        100 * (collectionMilliseconds() - collectedBefore) / elapsed,
        peakBytes() / 1e9);
  }

  private record TimedRound(double milliseconds, RoundReport report) {}

  private static TimedRound timed(Engine engine, int round) throws IOException {
    long begin = System.nanoTime();
    RoundReport report = engine.round(round);
    double took = (System.nanoTime() - begin) * 1e-6;
    if (round % CHECKPOINT_EVERY == 0) {
      engine.checkpoint(round);
    }
    return new TimedRound(took, report);
  }

  private static double median(List<TimedRound> rounds, ToDoubleFunction<TimedRound> value) {
    return MeasuredRound.median(rounds.stream().mapToDouble(value).toArray());
  }

  private static long collectionMilliseconds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /** Largest resident size of this process so far; 0 where the system does not say. */
  private static double peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }

  /** What the launcher passes, as far as a round depends on it. */
  static SparkConf sparkSettings(int cores) {
    return new SparkConf()
        .setAppName("benchmark")
        .setMaster("local[" + cores + "]")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.shuffle.compress", "false")
        .set("spark.shuffle.sort.bypassMergeThreshold", "1")
        .set("spark.shuffle.checksum.enabled", "false")
        .set("spark.broadcast.compress", "false")
        .set("spark.broadcast.blockSize", "1m")
        .set("spark.ui.enabled", "false");
  }
}
