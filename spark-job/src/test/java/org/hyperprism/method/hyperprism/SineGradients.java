package org.hyperprism.method.hyperprism;

import java.util.Random;
import org.hyperprism.method.Float64Network;
import org.hyperprism.method.Method;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkShape;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.LinkSchedule;

/** Devices whose gradients no weight changes, which learn exponents from them. */
final class SineGradients {

  private SineGradients() {}

  /** The gradient of a device at its parameter k. */
  static double at(int device, int k) {
    return Math.sin(1 + device + 3 * k);
  }

  /** Weights away from 0 and from cancellation, with both signs among the parameters. */
  static double[][] start(int devices, int parameters) {
    Random random = new Random(3);
    double[][] start = new double[devices][parameters];
    for (double[] weights : start) {
      for (int k = 0; k < parameters; k++) {
        weights[k] = (0.5 + random.nextDouble()) * (k % 2 == 0 ? 1 : -1);
      }
    }
    return start;
  }

  static Float64Network network(
      Method method, LinkSchedule links, ParameterLayout layout, double[][] start) {
    return new Float64Network(
        method,
        links,
        layout,
        start,
        (device, weights, gradient) -> {
          for (int k = 0; k < layout.parameters(); k++) {
            gradient[k] = at(device, k);
          }
          return 0;
        });
  }

  /** Settings of a hypernetwork of that shape whose steps are not clipped. */
  static HypernetworkSettings settings(
      HypernetworkShape shape,
      double learningRate,
      boolean freshGradient,
      ExponentLoss loss,
      boolean averageSlopes) {
    return new HypernetworkSettings(
        shape.candidates(),
        shape.selection(),
        learningRate,
        shape.embedding(),
        shape.hidden(),
        Double.MAX_VALUE,
        freshGradient,
        loss,
        averageSlopes);
  }
}
