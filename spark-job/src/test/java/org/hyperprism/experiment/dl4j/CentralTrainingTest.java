package org.hyperprism.experiment.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.experiment.models.ModelScore;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deeplearning4j's parameter averaging against a plain loop over its workers. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CentralTrainingTest {

  private static final Dataset DATA =
      Datasets.load("mnist-sample", Optional.empty(), Path.of("unused"));
  private static final RandomStreams RANDOM = new RandomStreams(7);
  private static final int BATCH = 16;
  private static final double RATE = 0.1;

  private final JavaSparkContext spark;

  CentralTrainingTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @CsvSource({"mlp, 1, 0, 0", "mlp, 2, 0.9, 0", "lenet, 1, 0.9, 0.01"})
  void theCentreAveragesWhatItsWorkersLearned(
      String name, int localSteps, double momentum, double weightDecay) {
    ModelDefinition model = model(name);
    int workers = 3;
    int rounds = 3;

    float[] trained =
        new CentralTraining(workers, localSteps, BATCH, RATE, momentum, weightDecay, RANDOM)
            .train(spark, model, DATA.train(), rounds)
            .parameters();

    double[] expected = plainLoop(model, workers, rounds, localSteps, momentum, weightDecay);
    for (int i = 0; i < trained.length; i++) {
      assertThat((double) trained[i]).isCloseTo(expected[i], within(2e-6));
    }
    assertThat(moved(model, trained)).isGreaterThan(1e-2);
  }

  @Test
  void twiceGivesTheSameBits() {
    ModelDefinition model = model("mlp");
    CentralTraining training = new CentralTraining(7, 1, BATCH, RATE, 0.9, 0, RANDOM);

    float[] once = training.train(spark, model, DATA.train(), 4).parameters();
    float[] again = training.train(spark, model, DATA.train(), 4).parameters();

    assertThat(again).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({"mlp, 0", "lenet, 0.9"})
  void aRunThatGoesOnGivesTheSameBits(String name, double momentum) {
    ModelDefinition model = model(name);
    CentralTraining training = new CentralTraining(3, 2, BATCH, RATE, momentum, 0, RANDOM);
    float[] start = model.initialParameters(RANDOM);
    float[] before;
    float[] velocity;
    try (CentralRun first = training.begin(spark, model, DATA.train(), start, new float[0])) {
      first.round(1);
      before = first.model();
      velocity = first.memory();
    }
    assertThat(before).isNotEqualTo(start);
    assertThat(velocity).hasSize(momentum > 0 ? before.length : 0);

    try (CentralRun rest = training.begin(spark, model, DATA.train(), before, velocity)) {
      rest.round(2);
      assertThat(rest.model())
          .isEqualTo(training.train(spark, model, DATA.train(), 2).parameters());
    }
  }

  @Test
  void theLossesAreThoseOfTheMiniBatchesWithoutDecay() {
    ModelDefinition model = model("mlp");
    int localSteps = 3;
    double weightDecay = 0.1;
    double[] expected = new double[2];
    BatchSampler sampler = new BatchSampler(RANDOM, Purpose.CENTRAL_BATCH, false);
    Batch batch = new Batch(BATCH, model.features());
    try (GradientOracle oracle = new Dl4jBackend().oracle(model, BATCH)) {
      for (int worker = 0; worker < expected.length; worker++) {
        float[] weights = model.initialParameters(RANDOM);
        float[] gradient = new float[weights.length];
        sampler.begin(worker, 1);
        for (int step = 0; step < localSteps; step++) {
          sampler.next(DATA.train(), batch);
          expected[worker] += oracle.gradient(weights, 0, batch, gradient, 0) / localSteps;
          for (int i = 0; i < weights.length; i++) {
            weights[i] -= (float) (RATE * (gradient[i] + weightDecay * weights[i]));
          }
        }
      }
    }

    CentralTraining training =
        new CentralTraining(2, localSteps, BATCH, RATE, 0, weightDecay, RANDOM);
    try (CentralRun run =
        training.begin(spark, model, DATA.train(), model.initialParameters(RANDOM), new float[0])) {
      assertThat(run.round(1)).containsExactly(expected, within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({"lr", "lenet"})
  void executorsSayOfEachClassWhatThisProcessDoes(String name) {
    ModelDefinition model = model(name);
    float[] weights = model.initialParameters(RANDOM);

    ClassCounts counts =
        SparkNetwork.of(spark, new ModelArchive(model, weights)).evaluate(DATA.test());

    ClassCounts here = ModelScore.of(model, weights, new Dl4jBackend(), DATA.test());
    assertThat(counts).usingRecursiveComparison().isEqualTo(here);
  }

  @Test
  void anotherSerialiserIsRefused() {
    SparkConf kryo =
        new SparkConf().set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

    assertThatThrownBy(() -> SparkLibrary.require(kryo))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("spark.serializer = org.apache.spark.serializer.KryoSerializer");
  }

  private static ModelDefinition model(String name) {
    FeatureShape shape = DATA.train().shape();
    return ModelZoo.definition(
        name, shape.channels(), shape.height(), shape.width(), DATA.train().classes());
  }

  /** In double precision, but for the gradients. */
  private static double[] plainLoop(
      ModelDefinition model,
      int workers,
      int rounds,
      int localSteps,
      double momentum,
      double weightDecay) {
    double[] mean = doubles(model.initialParameters(RANDOM));
    double[] meanVelocity = new double[mean.length];
    BatchSampler sampler = new BatchSampler(RANDOM, Purpose.CENTRAL_BATCH, false);
    Batch batch = new Batch(BATCH, model.features());
    float[] gradient = new float[mean.length];
    try (GradientOracle oracle = new Dl4jBackend().oracle(model, BATCH)) {
      for (int round = 1; round <= rounds; round++) {
        double[] sum = new double[mean.length];
        double[] velocities = new double[mean.length];
        for (int worker = 0; worker < workers; worker++) {
          double[] weights = mean.clone();
          double[] velocity = meanVelocity.clone();
          sampler.begin(worker, round);
          for (int step = 0; step < localSteps; step++) {
            sampler.next(DATA.train(), batch);
            oracle.gradient(floats(weights), 0, batch, gradient, 0);
            for (int i = 0; i < weights.length; i++) {
              double slope = gradient[i] + weightDecay * weights[i];
              double before = velocity[i];
              velocity[i] = momentum * before - RATE * slope;
              weights[i] += -momentum * before + (1 + momentum) * velocity[i];
            }
          }
          for (int i = 0; i < sum.length; i++) {
            sum[i] += weights[i] / workers;
            velocities[i] += velocity[i] / workers;
          }
        }
        mean = sum;
        meanVelocity = velocities;
      }
    }
    return mean;
  }

  private static double moved(ModelDefinition model, float[] trained) {
    float[] start = model.initialParameters(RANDOM);
    double farthest = 0;
    for (int i = 0; i < start.length; i++) {
      farthest = Math.max(farthest, Math.abs(trained[i] - start[i]));
    }
    return farthest;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
