package org.hyperprism.partition;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Setting;

/**
 * Label skew: for each class k the shares of the devices are drawn from a symmetric Dirichlet
 * distribution, q_k ~ Dir(alpha 1_m), and the shuffled samples of the class are cut accordingly
 * (Hsu, Qi and Brown, 2019; Yurochkin et al., ICML 2019). The smaller alpha, the fewer devices
 * share a class.
 *
 * @param alpha concentration, finite and above 0; HyperPrism uses 0.1 to 10
 * @param minimumSamples least samples of a device, at least 0; devices that got fewer are topped up
 *     by the device that holds most
 * @param balanced whether a device that already holds n / m samples gets none of the following
 *     classes, which makes the sizes of the devices less unequal
 */
public record Dirichlet(double alpha, int minimumSamples, boolean balanced)
    implements PartitionScheme {

  /**
   * @throws ConfigurationException if alpha is not finite and above 0, or minimumSamples is
   *     negative
   */
  public Dirichlet {
    Checks.concentration("partition.alpha", alpha);
    Checks.atLeast("partition.minimumSamples", minimumSamples, 0);
  }

  @Override
  public Assignment assign(int[] labels, int classes, int devices, RandomStreams streams) {
    Checks.input(labels, classes, devices);
    Checks.enough("partition.minimumSamples", labels, devices, minimumSamples);
    Holdings holdings = new Holdings(devices, labels.length);
    int[][] samplesByClass = Shuffle.samplesByClass(labels, classes);
    for (int label = 0; label < classes; label++) {
      UniformRandomProvider random = streams.stream(Purpose.PARTITION, label, 0);
      double[] shares = DirichletShares.draw(random, devices, alpha);
      int[] samples = samplesByClass[label];
      PermutationSampler.shuffle(random, samples);
      holdings.cut(samples, balanced ? balance(shares, holdings, labels.length) : shares);
    }
    holdings.topUp(minimumSamples);
    return holdings.assignment();
  }

  /** The shares with those of full devices set to 0; the raw shares if nobody else is left. */
  private static double[] balance(double[] shares, Holdings holdings, int samples) {
    double[] balanced = shares.clone();
    for (int device = 0; device < shares.length; device++) {
      if ((long) holdings.size(device) * shares.length >= samples) {
        balanced[device] = 0;
      }
    }
    double sum = Arrays.stream(balanced).sum();
    if (!(sum > 0)) {
      return shares;
    }
    Arrays.setAll(balanced, device -> balanced[device] / sum);
    return balanced;
  }

  /** How many samples a device receives. */
  public enum Sizes {
    /** What its shares of the classes come to. */
    DRAWN,
    /** As many as every other device. */
    EQUAL
  }

  /**
   * @param alpha concentration, > 0; small is far from IID
   * @param minimumSamples fewest samples that a device may receive, >= 1
   * @param balanced whether a device that holds its share gets none of the following classes
   * @param sizes how many samples a device receives
   */
  public record Settings(
      @Setting(
              defaultValue = "0.1",
              range = "> 0",
              documentation =
                  "Dirichlet concentration: 0.1 leaves most devices with one or two classes, 100 is"
                      + " nearly IID; used by dirichlet only.")
          double alpha,
      @Setting(
              defaultValue = "1",
              range = ">= 1",
              documentation = "Fewest training samples that a device may receive.")
          int minimumSamples,
      @Setting(
              defaultValue = "true",
              documentation =
                  "Whether a device that holds n / m of the samples already gets none of the classes"
                      + " that follow, which makes sizes less unequal, not equal; used by dirichlet"
                      + " with partition.sizes = drawn only.")
          boolean balanced,
      @Setting(
              defaultValue = "drawn",
              documentation =
                  "How many samples a device receives: drawn is what its shares of the classes come"
                      + " to; equal is n / m for every device, in shares of its own from the same"
                      + " distribution as far as the classes last; used by dirichlet only.")
          Sizes sizes)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends PartitionFactory<Settings> {

    public Factory() {
      super(
          "dirichlet",
          Settings.class,
          "label skew: class shares of each device from a Dirichlet distribution");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public PartitionScheme create(Settings settings) {
      return switch (settings.sizes) {
        case DRAWN -> new Dirichlet(settings.alpha, settings.minimumSamples, settings.balanced);
        case EQUAL -> new EqualDirichlet(settings.alpha, settings.minimumSamples);
      };
    }
  }
}
