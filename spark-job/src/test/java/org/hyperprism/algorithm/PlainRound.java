package org.hyperprism.algorithm;

import org.hyperprism.compute.Neighbourhood;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.MetropolisWeights;

/** A round of all devices in a plain loop, one parameter per device: the engine's textbook twin. */
final class PlainRound {

  /** The gradient of device i's loss at weight w. */
  @FunctionalInterface
  interface ScalarGradient {
    double at(int device, double weight);
  }

  private PlainRound() {}

  /** The devices' weights after one round from {@code weights}. */
  static float[] run(Algorithm algorithm, Graph graph, float[] weights, ScalarGradient gradients) {
    int devices = weights.length;
    float[][] vectors = new float[algorithm.roundVectors()][devices];
    vectors[0] = weights.clone();
    DeviceVectors device = new DeviceVectors(vectors);
    Workspace workspace = new Workspace(1);
    for (int i = 0; i < devices; i++) {
      int number = i;
      device.moveTo(i);
      algorithm.localStep(
          device,
          (step, array, offset, gradient, gradientOffset) -> {
            gradient[gradientOffset] = (float) gradients.at(number, array[offset]);
            return 0;
          },
          workspace);
    }
    float[][] next = new float[algorithm.stateVectors()][devices];
    DeviceVectors nextDevice = new DeviceVectors(next);
    for (int i = 0; i < devices; i++) {
      double[] row = MetropolisWeights.row(graph, i);
      Neighbourhood neighbourhood = new Neighbourhood();
      for (int j = 0; j < devices; j++) {
        if (row[j] > 0) {
          neighbourhood.add(vectors[0], j, row[j]);
        }
      }
      device.moveTo(i);
      nextDevice.moveTo(i);
      algorithm.aggregate(device, neighbourhood, workspace, nextDevice);
    }
    return next[0];
  }
}
