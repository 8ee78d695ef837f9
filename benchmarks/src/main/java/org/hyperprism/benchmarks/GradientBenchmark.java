package org.hyperprism.benchmarks;

import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Gradients of one thread at batch 128, per second, for every model of the zoo. */
@SuppressWarnings("NullAway.Init") // JMH prepares the state
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GradientBenchmark {

  private static final int BATCH = 128;

  @Param({"lr", "mlp", "lenet", "cnn"})
  public String model;

  private GradientOracle oracle;
  private float[] weights;
  private float[] gradient;
  private Batch batch;

  @Setup
  public void prepare() {
    ModelDefinition definition =
        model.equals("cnn")
            ? ModelZoo.definition(model, 3, 32, 32, 10)
            : ModelZoo.definition(model, 1, 28, 28, 10);
    RandomStreams streams = new RandomStreams(1);
    UniformRandomProvider random = streams.stream(Purpose.BATCH);
    weights = definition.initialParameters(streams);
    gradient = new float[weights.length];
    batch = new Batch(BATCH, definition.features());
    for (int i = 0; i < batch.features().length; i++) {
      batch.features()[i] = random.nextFloat();
    }
    for (int i = 0; i < BATCH; i++) {
      batch.labels()[i] = random.nextInt(definition.classes());
    }
    batch.resize(BATCH);
    oracle = new Dl4jBackend().oracle(definition, BATCH);
  }

  @Benchmark
  public double gradient() {
    return oracle.gradient(weights, 0, batch, gradient, 0);
  }

  @TearDown
  public void close() {
    oracle.close();
  }
}
