package org.hyperprism.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.torch.TorchDevice;
import org.hyperprism.random.RandomStreams;

/**
 * One gradient of each of 50 devices with models of their own, batches of 128, by a GPU, as a
 * Markdown table: one device after the other, and several together. Each figure counts from weights
 * and samples in Java's arrays to gradients in Java's arrays.
 *
 * <p>Takes the numbers of devices that are computed together.
 */
public final class GpuGradients {

  private static final int DEVICES = 50;
  private static final int BATCH = 128;
  private static final double SECONDS = 3;

  private final ModelDefinition model;
  private final int parameters;
  private final float[] weights;
  private final float[] gradients;
  private final List<Batch> batches;

  private GpuGradients(ModelDefinition model) {
    this.model = model;
    this.parameters = model.layout().parameters();
    this.weights = new float[DEVICES * parameters];
    this.gradients = new float[DEVICES * parameters];
    for (int device = 0; device < DEVICES; device++) {
      float[] one = model.initialParameters(new RandomStreams(device));
      System.arraycopy(one, 0, weights, device * parameters, parameters);
    }
    Random random = new Random(1);
    this.batches = IntStream.range(0, DEVICES).mapToObj(device -> batch(random)).toList();
  }

  private Batch batch(Random random) {
    Batch batch = new Batch(BATCH, model.features());
    for (int i = 0; i < batch.features().length; i++) {
      batch.features()[i] = random.nextFloat();
    }
    for (int i = 0; i < BATCH; i++) {
      batch.labels()[i] = random.nextInt(model.classes());
    }
    batch.resize(BATCH);
    return batch;
  }

  public static void main(String[] sizes) {
    System.out.println(new TorchBackend(TorchDevice.CUDA, 1).describe());
    System.out.println();
    System.out.println(
        "| model | together | ms for 50 devices | fastest | distance from the processor's gradients | the same bits again, and in other slots |");
    System.out.println("|---|---|---|---|---|---|");
    for (ModelDefinition model :
        List.of(
            ModelZoo.definition("lenet", 1, 28, 28, 10),
            ModelZoo.definition("cnn", 3, 32, 32, 10))) {
      GpuGradients measured = new GpuGradients(model);
      measured.alone();
      for (String size : sizes) {
        measured.together(Integer.parseInt(size));
      }
    }
  }

  private void alone() {
    float[] expected;
    try (GradientOracle processor = new TorchBackend().oracle(model, BATCH)) {
      processor.gradient(weights, 0, batches.get(0), gradients, 0);
      expected = Arrays.copyOf(gradients, parameters);
    }
    GradientBackend gpu = new TorchBackend(TorchDevice.CUDA, 1);
    try (GradientOracle oracle = gpu.oracle(model, BATCH)) {
      Runnable all =
          () -> {
            for (int device = 0; device < DEVICES; device++) {
              oracle.gradient(
                  weights,
                  device * parameters,
                  batches.get(device),
                  gradients,
                  device * parameters);
            }
          };
      Stopwatch time = Stopwatch.time(SECONDS, all);
      float[] once = gradients.clone();
      all.run();
      print("1", time, distance(expected), Arrays.equals(once, gradients));
    }
  }

  private void together(int slots) {
    float[] before = Arrays.copyOf(gradients, parameters);
    GradientBackend gpu = new TorchBackend(TorchDevice.CUDA, slots);
    try (GradientGroup group = gpu.group(model, BATCH).orElseThrow()) {
      Stopwatch time = Stopwatch.time(SECONDS, () -> compute(group, 0));
      float[] once = gradients.clone();
      compute(group, slots / 2);
      print(Integer.toString(slots), time, distance(before), Arrays.equals(once, gradients));
    }
  }

  /** Device 0 first in slot {@code shift}. */
  private void compute(GradientGroup group, int shift) {
    int slots = group.slots();
    for (int from = 0; from < DEVICES; from += slots) {
      int first = from;
      int count = Math.min(slots, DEVICES - first);
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i ->
                  group.load(
                      (i + shift) % slots,
                      weights,
                      (first + i) * parameters,
                      batches.get(first + i)));
      group.compute();
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i ->
                  group.store(
                      (i + shift) % slots,
                      batches.get(first + i),
                      gradients,
                      (first + i) * parameters));
    }
  }

  /** Of device 0's gradient from another one, as a share of that one's length. */
  private double distance(float[] expected) {
    double difference = 0;
    double norm = 0;
    for (int k = 0; k < parameters; k++) {
      difference += Math.pow((double) gradients[k] - expected[k], 2);
      norm += Math.pow(expected[k], 2);
    }
    return Math.sqrt(difference / norm);
  }

  private void print(String together, Stopwatch time, double distance, boolean sameBits) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.1e | %s |%n",
        model.name(),
        together,
        time.median(),
        time.fastest(),
        distance,
        sameBits ? "yes" : "no");
  }
}
