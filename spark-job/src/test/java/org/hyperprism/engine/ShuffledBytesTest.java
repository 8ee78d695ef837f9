package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.ExampleMethods.dpsgd;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Iid;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** What a round of mode {@code distributed} shuffles, by Spark's own measure. */
@WithSpark
class ShuffledBytesTest {

  private static final int DEVICES = 11;
  private static final long SEED = 20;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  ShuffledBytesTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Test
  void aModelCrossesTheShuffleOnceForEachPartitionThatNeedsIt() {
    long modelBytes = 4L * wideModel().layout().parameters();
    List<Long> whereAllNeedAll = new ArrayList<>();
    for (int partitions : new int[] {2, 3, 5}) {
      long everyModelEverywhere = modelBytes * DEVICES * (partitions - 1);
      whereAllNeedAll.clear();
      for (double density : new double[] {0.05, 0.3, 0.8, 0.9, 1}) {
        for (int round = 1; round <= 2; round++) {
          long needed = modelBytes * modelsNeededElsewhere(partitions, density, round);
          long shuffled = shuffledBytes(partitions, density, round);
          assertThat(shuffled)
              .as("%d partitions, density %s, round %d", partitions, density, round)
              .isBetween(needed, needed * 11 / 10);
          if (needed == everyModelEverywhere) {
            whereAllNeedAll.add(shuffled);
          }
        }
      }
      // More links then cost nothing.
      assertThat(whereAllNeedAll).hasSizeGreaterThanOrEqualTo(4);
      assertThat(whereAllNeedAll).allMatch(bytes -> bytes.equals(whereAllNeedAll.get(0)));
    }
  }

  /** Pairs of a device and a partition other than its own that holds a neighbour of it. */
  private static int modelsNeededElsewhere(int partitions, double density, int round) {
    BlockLayout layout = BlockLayout.of(DEVICES, partitions);
    Graph graph = new RandomDensity(DEVICES, density, SEED).graph(round);
    Set<List<Integer>> needed = new HashSet<>();
    for (int device = 0; device < DEVICES; device++) {
      for (int e = 0; e < graph.degree(device); e++) {
        int destination = layout.blockOf(graph.neighbour(device, e));
        if (destination != layout.blockOf(device)) {
          needed.add(List.of(device, destination));
        }
      }
    }
    return needed.size();
  }

  private long shuffledBytes(int partitions, double density, int round) {
    try (Engine engine = engine(partitions, density)) {
      engine.round(round);
      return engine.shuffledBytes();
    }
  }

  /** Spark deletes in the background, so the files are waited for; no collector is asked for it. */
  @Test
  void theFilesOfARoundAreDeletedWhenItIsOver() throws InterruptedException {
    List<String> ofOthers = shuffledFiles();
    try (Engine engine = engine(3, 0.5)) {
      for (int round = 1; round <= 3; round++) {
        engine.round(round);
        assertThat(engine.shuffledBytes()).isPositive();
      }
      assertThat(engine.consensusDistance()).isPositive();
      Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
      while (!ofOthers.containsAll(shuffledFiles()) && Instant.now().isBefore(deadline)) {
        Thread.sleep(20);
      }
      assertThat(shuffledFiles()).isSubsetOf(ofOthers);
    }
  }

  private static List<String> shuffledFiles() {
    return JavaConverters.seqAsJavaList(
            SparkEnv.get().blockManager().diskBlockManager().getAllFiles())
        .stream()
        .map(File::getName)
        .filter(name -> name.startsWith("shuffle_"))
        .toList();
  }

  private Engine engine(int partitions, double density) {
    Samples train = wideTrain();
    return new Engines(EngineMode.DISTRIBUTED, spark, partitions)
        .create(
            definition(density),
            TrainingData.of(
                train,
                new Iid()
                    .assign(train.labels(), train.classes(), DEVICES, new RandomStreams(SEED))),
            new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration()),
            0);
  }

  private static ModelDefinition wideModel() {
    return ModelZoo.definition("lr", 1, 60, 60, 3);
  }

  private static Samples wideTrain() {
    return GaussianClasses.samples(1, 60, 60, 60);
  }

  private static RoundDefinition definition(double density) {
    return new RoundDefinition(
        dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1),
        new Training(wideModel(), new ReferenceSoftmax(), 16),
        Communication.over(new RandomDensity(DEVICES, density, SEED)),
        SEED);
  }
}
