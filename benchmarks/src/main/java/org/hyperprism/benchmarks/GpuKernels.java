package org.hyperprism.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;

/**
 * Power means of 25 members by the OpenCL device beside one core of the processor, as a Markdown
 * table: how far they are apart, relative to a value's magnitude and condition, and how long a mean
 * takes from Java's arrays back to them. What the members take to get to the device, once in an
 * exchange, stands beside it.
 *
 * <p>Takes numbers of parameters.
 */
public final class GpuKernels {

  private static final double SECONDS = 0.8;

  private GpuKernels() {}

  public static void main(String[] sizes) {
    System.out.println(
        "| parameters | p | mean, ms: processor | OpenCL | with derivative: processor | OpenCL | members to the device, ms | largest difference / condition: mean | derivative |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (String size : sizes) {
      for (double p : new double[] {2, 3, 9, 2.7}) {
        System.out.println(row(Integer.parseInt(size), p));
      }
    }
  }

  private static String row(int parameters, double p) {
    List<float[]> members = List.of(Members.draw(parameters));
    Means processor = new Means(KernelProvider.CPU, members, p);
    Means device = new Means(KernelProvider.OPENCL, members, p);
    if (device.kernel.getClass() == processor.kernel.getClass()) {
      throw new IllegalStateException("there is no OpenCL device here");
    }
    float[] means = processor.mean();
    String row =
        String.format(
            Locale.ROOT,
            "| %,d | %s | %.3f | %.3f | %.3f | %.3f | %.2f | %.1e | %.1e |",
            parameters,
            p,
            Stopwatch.time(SECONDS, processor::mean).median(),
            Stopwatch.time(SECONDS, device::mean).median(),
            Stopwatch.time(SECONDS, processor::meanWithDerivative).median(),
            Stopwatch.time(SECONDS, device::meanWithDerivative).median(),
            Stopwatch.time(SECONDS, () -> device.kernel.keep(members)).median(),
            difference(members, p, means, device.mean(), means),
            difference(
                members, p, processor.meanWithDerivative(), device.meanWithDerivative(), means));
    device.kernel.close();
    return row;
  }

  /**
   * As a share of what cancellation leaves of a value: of its magnitude times its condition, the
   * sum of the terms' magnitudes over that of their sum.
   */
  private static double difference(
      List<float[]> members, double p, float[] expected, float[] actual, float[] means) {
    double worst = 0;
    for (int k = 0; k < expected.length; k++) {
      double sum = 0;
      double size = 0;
      for (float[] member : members) {
        double term = Math.pow(Math.abs(member[k]), p);
        sum += member[k] < 0 ? -term : term;
        size += term;
      }
      double condition = size / Math.abs(sum);
      if (condition < 1e4) {
        double magnitude = Math.abs(expected[k]) + Math.abs(means[k]);
        worst = Math.max(worst, Math.abs((double) actual[k] - expected[k]) / magnitude / condition);
      }
    }
    return worst;
  }

  private static final class Means {

    private final MixingKernel kernel;
    private final double p;
    private final WeightedVectors neighbourhood = new WeightedVectors();
    private final float[] gradient;
    private final float[] result;
    private final float[] tangent;

    Means(KernelProvider provider, List<float[]> members, double p) {
      this.kernel = provider.open();
      this.p = p;
      kernel.keep(members);
      for (float[] member : members) {
        neighbourhood.add(member, 0, 1.0 / members.size());
      }
      this.gradient = members.get(0);
      this.result = new float[gradient.length];
      this.tangent = new float[gradient.length];
    }

    float[] mean() {
      kernel.powerMean(
          neighbourhood, p, VectorView.of(gradient), 0, 0, result.length, VectorView.of(result));
      return result.clone();
    }

    /** The derivative. */
    float[] meanWithDerivative() {
      Arrays.fill(tangent, 0);
      kernel.powerMeanWithTangent(
          neighbourhood,
          p,
          0,
          VectorView.of(gradient),
          0,
          0,
          result.length,
          VectorView.of(result),
          VectorView.of(tangent));
      return tangent.clone();
    }
  }
}
