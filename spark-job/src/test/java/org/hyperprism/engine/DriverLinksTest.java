package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hyperprism.method.ExampleMethods.dpsgd;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Iid;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In mode {@code distributed} the driver neither draws links nor is sent any. */
@WithSpark
class DriverLinksTest {

  private static final int DEVICES = 60;
  private static final int PARTITIONS = 3;
  private static final long SEED = 4;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  /** Links that only Spark's tasks may ask for. */
  private record OnlyInTasks(RandomDensity links) implements LinkSchedule {
    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return links.devices();
    }

    @Override
    public Graph graph(int round) {
      if (TaskContext.get() == null) {
        throw new IllegalStateException("the driver draws the links of round " + round);
      }
      return links.graph(round);
    }
  }

  DriverLinksTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Test
  void linksAreDrawnWhereTheyAreUsed() {
    try (Engine engine = engine(EngineMode.DISTRIBUTED, 0.3)) {
      assertThat(engine.round(1).edges()).isEqualTo(2 * Math.round(0.3 * 60 * 59 / 2));
      engine.round(2);
    }
    // The engine without tasks shows that the schedule notices.
    try (Engine engine = engine(EngineMode.LOCAL, 0.3)) {
      assertThatThrownBy(() -> engine.round(1)).hasMessageContaining("the driver draws");
    }
  }

  @Test
  void whatTheDriverIsSentDoesNotGrowWithTheLinks() {
    long sparse = bytesToTheDriver(0.05);
    long dense = bytesToTheDriver(1);

    // Of a link, its ends and its weight would be 16 bytes.
    long links = Math.round(0.95 * DEVICES * (DEVICES - 1));
    assertThat(dense - sparse).isLessThan(links / 4);
  }

  /** Bytes of the results of a round's tasks. */
  private long bytesToTheDriver(double density) {
    AtomicLong bytes = new AtomicLong();
    try (Engine engine = engine(EngineMode.DISTRIBUTED, density)) {
      engine.round(1);
      SparkListener results =
          new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
              bytes.addAndGet(task.taskMetrics().resultSize());
            }
          };
      spark.sc().addSparkListener(results);
      try {
        // A round ends when Spark has told its listeners of the tasks.
        engine.round(2);
      } finally {
        spark.sc().removeSparkListener(results);
      }
    }
    assertThat(bytes).hasPositiveValue();
    return bytes.get();
  }

  private Engine engine(EngineMode mode, double density) {
    Samples train = GaussianClasses.samples(1, 400, 4, 5);
    RoundDefinition definition =
        new RoundDefinition(
            dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1),
            new Training(ModelZoo.definition("lr", 1, 4, 5, 3), new ReferenceSoftmax(), 16),
            Communication.over(new OnlyInTasks(new RandomDensity(DEVICES, density, SEED))),
            SEED);
    return new Engines(mode, spark, PARTITIONS)
        .create(
            definition,
            TrainingData.of(
                train,
                new Iid()
                    .assign(train.labels(), train.classes(), DEVICES, new RandomStreams(SEED))),
            new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration()),
            0);
  }
}
