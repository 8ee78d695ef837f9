package org.hyperprism.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.torch.TorchDevice;
import org.hyperprism.model.vector.ScalarChunkKernels;
import org.hyperprism.model.vector.VectorBackend;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * Gradients of one thread at batch 128, per second, for every model of the zoo by every backend
 * that computes it; {@code vector} runs with the Vector API, {@code scalar} is its twin in plain
 * Java.
 */
@SuppressWarnings("NullAway.Init") // JMH prepares the state
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GradientBenchmark {

  private static final int BATCH = 128;

  /** What a gradient is worth. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Worth {
    public double samples;

    /**
     * Of a network of dense layers: two products, each of two operations, for each parameter and
     * sample. Products with zeros count too, though vector and scalar leave most of them out.
     */
    public double gigaflops;
  }

  /**
   * The model and the backend; with a GPU and the profile cuda also {@code cuda}, as in {@code -p
   * "gradients=lenet torch,lenet cuda"}.
   */
  @Param({
    "lr vector",
    "lr scalar",
    "lr torch",
    "lr dl4j",
    "mlp vector",
    "mlp scalar",
    "mlp torch",
    "mlp dl4j",
    "lenet torch",
    "lenet dl4j",
    "cnn torch",
    "cnn dl4j"
  })
  public String gradients;

  /** Images of the sample of MNIST, four fifths of them zeros, or random pixels without zeros. */
  @Param({"mnist", "random"})
  public String pixels;

  private GradientOracle oracle;
  private float[] weights;
  private float[] gradient;
  private Batch batch;

  @Setup
  public void prepare() {
    String[] names = gradients.split(" ", -1);
    ModelDefinition definition =
        names[0].equals("cnn")
            ? ModelZoo.definition(names[0], 3, 32, 32, 10)
            : ModelZoo.definition(names[0], 1, 28, 28, 10);
    RandomStreams streams = new RandomStreams(1);
    weights = definition.initialParameters(streams);
    gradient = new float[weights.length];
    batch = new Batch(BATCH, definition.features());
    if (pixels.equals("mnist") && !names[0].equals("cnn")) {
      Dataset dataset = Datasets.load("mnist-sample", Optional.empty(), Path.of("."));
      BatchSampler sampler = new BatchSampler(streams);
      sampler.begin(0, 1);
      sampler.next(dataset.train(), batch);
    } else {
      UniformRandomProvider random = streams.stream(Purpose.BATCH);
      for (int i = 0; i < batch.features().length; i++) {
        batch.features()[i] = random.nextFloat();
      }
      for (int i = 0; i < BATCH; i++) {
        batch.labels()[i] = random.nextInt(definition.classes());
      }
      batch.resize(BATCH);
    }
    oracle =
        switch (names[1]) {
          case "vector" -> new VectorBackend().oracle(definition, BATCH);
          case "scalar" -> VectorBackend.oracle(definition, BATCH, new ScalarChunkKernels());
          case "torch" -> new TorchBackend().oracle(definition, BATCH);
          case "cuda" -> new TorchBackend(TorchDevice.CUDA, 16).oracle(definition, BATCH);
          case "dl4j" -> new Dl4jBackend().oracle(definition, BATCH);
          default -> throw new IllegalArgumentException("no such backend: " + names[1]);
        };
  }

  @Benchmark
  public double gradient(Worth worth) {
    worth.samples += BATCH;
    worth.gigaflops += 4e-9 * BATCH * weights.length;
    return oracle.gradient(weights, 0, batch, gradient, 0);
  }

  @TearDown
  public void close() {
    oracle.close();
  }
}
