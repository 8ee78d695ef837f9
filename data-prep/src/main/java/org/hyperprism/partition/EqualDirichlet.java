package org.hyperprism.partition;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * Label skew with devices of equal size: each device i draws shares of the classes, q_i ~ Dir(alpha
 * 1_K), and its n / m samples without replacement, each of a class drawn by q_i among those that
 * are not used up (Hsu, Qi and Brown, 2019, arXiv 1909.06335). The devices take turns, sample by
 * sample, so that none is left with what the others did not want. Where n / m is no whole number,
 * the first n mod m devices receive one sample more.
 *
 * <p>The paper's shares are around those of the classes in the data set; these are symmetric, as
 * those of {@link Dirichlet}.
 *
 * @param alpha concentration, finite and above 0
 * @param minimumSamples least samples of a device, at least 0; refused if n / m is less
 */
public record EqualDirichlet(double alpha, int minimumSamples) implements PartitionScheme {

  /** Tells the streams of devices from those of classes. */
  private static final int OF_DEVICE = 1;

  /**
   * @throws ConfigurationException if alpha is not finite and above 0, or minimumSamples is
   *     negative
   */
  public EqualDirichlet {
    Checks.concentration("partition.alpha", alpha);
    Checks.atLeast("partition.minimumSamples", minimumSamples, 0);
  }

  @Override
  public Assignment assign(int[] labels, int classes, int devices, RandomStreams streams) {
    Checks.input(labels, classes, devices);
    Checks.enough("partition.minimumSamples", labels, devices, minimumSamples);
    int[][] samples = Shuffle.samplesByClass(labels, classes);
    for (int label = 0; label < classes; label++) {
      PermutationSampler.shuffle(streams.stream(Purpose.PARTITION, label, 0), samples[label]);
    }
    UniformRandomProvider[] random = new UniformRandomProvider[devices];
    double[][] shares = new double[devices][];
    for (int device = 0; device < devices; device++) {
      random[device] = streams.stream(Purpose.PARTITION, device, OF_DEVICE);
      shares[device] = DirichletShares.draw(random[device], classes, alpha);
    }
    Holdings holdings = new Holdings(devices, labels.length);
    int[] used = new int[classes];
    for (int turn = 0; turn < labels.length; turn++) {
      int device = turn % devices;
      int label = draw(random[device], shares[device], samples, used);
      holdings.add(device, samples[label], used[label], used[label] + 1);
      used[label]++;
    }
    return holdings.assignment();
  }

  /** A class with samples left: by the shares, or, where these have none of it, by what is left. */
  private static int draw(
      UniformRandomProvider random, double[] shares, int[][] samples, int[] used) {
    double[] weights = new double[shares.length];
    double sum = 0;
    for (int label = 0; label < shares.length; label++) {
      weights[label] = used[label] < samples[label].length ? shares[label] : 0;
      sum += weights[label];
    }
    if (!(sum > 0)) {
      sum = 0;
      for (int label = 0; label < shares.length; label++) {
        weights[label] = samples[label].length - used[label];
        sum += weights[label];
      }
    }
    double left = random.nextDouble() * sum;
    int chosen = -1;
    for (int label = 0; label < weights.length; label++) {
      if (weights[label] > 0) {
        chosen = label;
        left -= weights[label];
        if (left < 0) {
          break;
        }
      }
    }
    return chosen;
  }
}
