package org.hyperprism.model.dl4j;

import org.hyperprism.data.Batch;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;

/** Prints gradients per second of one thread at batch 128, and the time of an evaluation. */
public final class Dl4jSpeed {

  private Dl4jSpeed() {}

  public static void main(String[] arguments) {
    System.out.println(Dl4jRuntime.describe());
    measure(ModelZoo.definition("lr", 1, 28, 28, 10));
    measure(ModelZoo.definition("mlp", 1, 28, 28, 10));
    measure(ModelZoo.definition("lenet", 1, 28, 28, 10));
    measure(ModelZoo.definition("cnn", 3, 32, 32, 10));
  }

  private static void measure(ModelDefinition model) {
    float[] weights = ExampleBatches.weights(model, 1);
    float[] gradient = new float[weights.length];
    Batch batch = ExampleBatches.uniform(model, 128, 1);
    Batch test = ExampleBatches.uniform(model, 1_000, 2);
    try (GradientOracle oracle = new Dl4jBackend().oracle(model, 128)) {
      int steps = 0;
      long warmUp = System.nanoTime();
      while (System.nanoTime() - warmUp < 4_000_000_000L) {
        oracle.gradient(weights, 0, batch, gradient, 0);
      }
      long start = System.nanoTime();
      while (System.nanoTime() - start < 4_000_000_000L) {
        oracle.gradient(weights, 0, batch, gradient, 0);
        steps++;
      }
      double stepsPerSecond = steps * 1e9 / (System.nanoTime() - start);
      oracle.evaluate(weights, 0, test);
      long evaluationStart = System.nanoTime();
      for (int part = 0; part < 10; part++) {
        oracle.evaluate(weights, 0, test);
      }
      System.out.printf(
          "%s: %d parameters, %.1f gradients/s, 10,000 samples evaluated in %.0f ms%n",
          model.name(),
          weights.length,
          stepsPerSecond,
          (System.nanoTime() - evaluationStart) / 1e6);
    }
  }
}
