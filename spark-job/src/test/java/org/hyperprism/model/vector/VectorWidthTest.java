package org.hyperprism.model.vector;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.data.Batch;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.simd.VectorModule;
import org.hyperprism.simd.VectorWidths;
import org.junit.jupiter.api.Test;

/** The bits do not depend on how wide a machine's vectors are: a JVM for each width. */
class VectorWidthTest {

  /** Prints the width and a sum over all bits of the answers; compiled code gives them too. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      long sum = 0;
      for (String name : List.of("lr", "mlp")) {
        ModelDefinition model = ModelZoo.definition(name, 1, 15, 13, 7);
        Batch batch = ExampleBatches.uniform(model, 61, 1);
        Arrays.fill(batch.features(), 200, 400, 0);
        float[] weights = ExampleBatches.weights(model, 2);
        float[] gradient = new float[weights.length];
        try (GradientOracle oracle = new VectorBackend().oracle(model, 64)) {
          for (int step = 0; step < 200; step++) {
            double loss = oracle.gradient(weights, 0, batch, gradient, 0);
            for (int i = 0; i < weights.length; i++) {
              weights[i] -= 0.1f * gradient[i];
            }
            sum = 31 * sum + Double.doubleToRawLongBits(loss);
            sum = 31 * sum + Arrays.hashCode(weights);
          }
          Evaluation evaluation = oracle.evaluate(weights, 0, batch);
          sum = 31 * sum + Double.doubleToRawLongBits(evaluation.lossSum()) + evaluation.correct();
        }
      }
      System.out.printf("%d bits: %016x%n", VectorModule.bits(), sum);
    }
  }

  @Test
  void everyWidthGivesTheSameBits() throws IOException, InterruptedException {
    VectorWidths.assertSame(Probe.class);
  }
}
