package org.hyperprism.engine;

import static org.hyperprism.method.ExampleMethods.hyperPrism;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.vector.VectorBackend;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * A program that runs logistic regression on pictures of MNIST's size, with HyperPrism at p = 3,
 * over many devices of mean degree ten, and tells what a round takes.
 */
final class ScaleProbe {

  /** Begins a line of figures; {@link Figures#parse} reads the rest. */
  static final String MARK = "scale";

  private static final int CORES = 2;
  private static final int SAMPLES = 60_000;
  private static final int DEGREE = 10;

  /** What ten thousand devices have each: the work of a device does not depend on their number. */
  private static final int BATCH = 6;

  /** Device-rounds before the clock starts, so that small runs are as warm as large ones. */
  private static final int WARM_UP = 20_000;

  private static final long SEED = 1;

  /**
   * What a run took.
   *
   * @param devices number of devices
   * @param round median seconds of a round
   * @param localSteps median core seconds of a round's local steps
   * @param aggregation median core seconds of a round's aggregation
   * @param edges median core seconds to draw a round's links, weigh them and sort them by block
   * @param collecting garbage collection's share of the time of all rounds
   * @param shuffled bytes that Spark wrote to its shuffle in the last round
   * @param peak largest resident size of the process so far in bytes; 0 where nobody knows
   */
  record Figures(
      int devices,
      double round,
      double localSteps,
      double aggregation,
      double edges,
      double collecting,
      long shuffled,
      long peak) {

    static Figures parse(String line) {
      String[] words = line.split(" ");
      return new Figures(
          Integer.parseInt(words[1]),
          Double.parseDouble(words[2]),
          Double.parseDouble(words[3]),
          Double.parseDouble(words[4]),
          Double.parseDouble(words[5]),
          Double.parseDouble(words[6]),
          Long.parseLong(words[7]),
          Long.parseLong(words[8]));
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%s %d %.6f %.6f %.6f %.6f %.6f %d %d",
          MARK,
          devices,
          round,
          localSteps,
          aggregation,
          edges,
          collecting,
          shuffled,
          peak);
    }
  }

  /** A batch of consecutive samples for each device; there may be more devices than samples. */
  private record SharedSamples(Samples all, int devices) implements TrainingData {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Samples> shards(int first, int end) {
      return IntStream.range(first, end)
          .mapToObj(
              device ->
                  all.select(
                      IntStream.range(0, BATCH)
                          .map(i -> (int) (((long) device * BATCH + i) % SAMPLES))
                          .toArray()))
          .toList();
    }

    @Override
    public Samples together() {
      return all;
    }
  }

  private ScaleProbe() {}

  /** Takes the mode, the number of partitions, that of rounds, and numbers of devices. */
  public static void main(String[] arguments) throws IOException {
    EngineMode mode = EngineMode.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int partitions = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    SparkConf settings =
        new SparkConf()
            .setMaster("local[%d]".formatted(Math.min(partitions, CORES)))
            .setAppName("ScaleProbe")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1");
    Samples train = samples();
    try (JavaSparkContext spark = new JavaSparkContext(settings)) {
      for (String devices : Arrays.asList(arguments).subList(3, arguments.length)) {
        System.out.println(
            measure(spark, mode, partitions, rounds, train, Integer.parseInt(devices)).line());
      }
    }
  }

  private static Figures measure(
      JavaSparkContext spark,
      EngineMode mode,
      int partitions,
      int rounds,
      Samples train,
      int devices)
      throws IOException {
    Method method = hyperPrism(3, 3, StepOrder.ATC, LocalTraining.plain(0.01, 1), 1);
    ModelDefinition model = ModelZoo.definition("lr", 1, 28, 28, 10);
    RoundDefinition definition =
        new RoundDefinition(
            method,
            new Training(model, new VectorBackend(), BATCH),
            Communication.over(new RandomDensity(devices, DEGREE / (devices - 1.0), SEED)),
            SEED);
    CheckpointStore never = new CheckpointStore("file:///nowhere", new Configuration());
    double[] seconds = new double[rounds];
    double[] localSteps = new double[rounds];
    double[] aggregation = new double[rounds];
    double[] edges = new double[rounds];
    try (Engine engine =
        new Engines(mode, spark, partitions)
            .create(definition, new SharedSamples(train, devices), never, 0)) {
      int before = Math.max(1, WARM_UP / devices);
      for (int round = 1; round <= before; round++) {
        engine.round(round);
      }
      long collected = collectionMilliseconds();
      long begin = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        long roundBegin = System.nanoTime();
        RoundReport report = engine.round(before + 1 + i);
        seconds[i] = secondsSince(roundBegin);
        localSteps[i] = report.localStepSeconds();
        aggregation[i] = report.aggregationSeconds();
      }
      double collecting = (collectionMilliseconds() - collected) / 1e3 / secondsSince(begin);
      BlockLayout layout = BlockLayout.of(devices, partitions);
      RoundLinks links = new RoundLinks(definition);
      for (int i = 0; i < rounds; i++) {
        long edgesBegin = System.nanoTime();
        for (int block = 0; block < layout.blocks(); block++) {
          links.edges(layout, block, 10_000 + i);
        }
        edges[i] = secondsSince(edgesBegin);
      }
      return new Figures(
          devices,
          median(seconds),
          median(localSteps),
          median(aggregation),
          median(edges),
          collecting,
          engine.shuffledBytes(),
          peak());
    }
  }

  private static Samples samples() {
    byte[] pixels = new byte[SAMPLES * 28 * 28];
    new Random(SEED).nextBytes(pixels);
    int[] labels = new int[SAMPLES];
    Arrays.setAll(labels, sample -> sample % 10);
    return Samples.ofBytes(new FeatureShape(1, 28, 28), 10, pixels, labels);
  }

  private static long collectionMilliseconds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }

  private static long peak() throws IOException {
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
}
