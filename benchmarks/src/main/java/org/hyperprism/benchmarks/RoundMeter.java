package org.hyperprism.benchmarks;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Carrier;
import org.hyperprism.engine.Carriers;
import org.hyperprism.engine.CheckpointStore;
import org.hyperprism.engine.RoundReport;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Iid;
import org.hyperprism.random.RandomStreams;

/** Measures the rounds of one setting and prints one line; {@link RoundTable} starts it. */
public final class RoundMeter {

  /** Rounds between two checkpoints, which keep Spark's lineage short; they are not measured. */
  private static final int CHECKPOINT_EVERY = 20;

  private RoundMeter() {}

  /** Takes the rounds to warm up with, the rounds to measure, and a {@link RoundSetting}. */
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
    try (JavaSparkContext spark = new JavaSparkContext(sparkSettings(setting.partitions()))) {
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
      try (Carrier carrier =
          Carriers.create(
              setting.mode(),
              spark,
              setting.program(),
              setting.partitions(),
              train,
              assignment,
              checkpoints,
              0)) {
        return measure(carrier, warmUp, rounds);
      } finally {
        org.apache.hadoop.fs.Path written = new org.apache.hadoop.fs.Path(directory.toUri());
        written.getFileSystem(spark.hadoopConfiguration()).delete(written, true);
      }
    }
  }

  private static MeasuredRound measure(Carrier carrier, int warmUp, int rounds) throws IOException {
    double[] milliseconds = new double[rounds];
    double[] localSteps = new double[rounds];
    double[] aggregation = new double[rounds];
    long collecting = 0;
    for (int round = 1; round <= warmUp + rounds; round++) {
      long collectedBefore = collectionMilliseconds();
      long begin = System.nanoTime();
      RoundReport report = carrier.round(round);
      double took = (System.nanoTime() - begin) * 1e-6;
      int number = round - warmUp - 1;
      if (number >= 0) {
        milliseconds[number] = took;
        localSteps[number] = 1e3 * report.localStepSeconds();
        aggregation[number] = 1e3 * report.aggregationSeconds();
        collecting += collectionMilliseconds() - collectedBefore;
      }
      if (round % CHECKPOINT_EVERY == 0) {
        carrier.checkpoint(round);
      }
    }
    return new MeasuredRound(
        MeasuredRound.median(milliseconds),
        Arrays.stream(milliseconds).min().orElseThrow(),
        MeasuredRound.median(localSteps),
        MeasuredRound.median(aggregation),
        carrier.shuffledBytes() / 1e6,
        100 * collecting / Arrays.stream(milliseconds).sum(),
        peakBytes() / 1e9);
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
        .set("spark.broadcast.compress", "false")
        .set("spark.broadcast.blockSize", "256k")
        .set("spark.ui.enabled", "false");
  }
}
