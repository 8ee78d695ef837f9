package org.hyperprism.partition;

import java.io.Serializable;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Setting;

/**
 * Quantity skew: all devices draw from the same distribution, but some far more than others. The
 * shares of the devices are q ~ Dir(alpha 1_m), and the shuffled samples are cut accordingly (Li,
 * Diao, Chen and He, ICDE 2022, arXiv 2102.02079). The smaller alpha, the less equal the devices.
 *
 * @param alpha concentration, finite and above 0
 * @param minimumSamples least samples of a device, at least 1; devices that got fewer are topped up
 *     by the device that holds most
 */
public record QuantitySkew(double alpha, int minimumSamples) implements PartitionScheme {

  /**
   * @throws org.hyperprism.failure.ConfigurationException if alpha is not finite and above 0, or
   *     minimumSamples is below 1
   */
  public QuantitySkew {
    Checks.concentration("partition.quantity.alpha", alpha);
    Checks.atLeast("partition.quantity.minimumSamples", minimumSamples, 1);
  }

  @Override
  public Assignment assign(int[] labels, int classes, int devices, RandomStreams streams) {
    Checks.input(labels, classes, devices);
    Checks.enough("partition.quantity.minimumSamples", labels, devices, minimumSamples);
    int[] shuffled = Shuffle.indices(labels.length, streams.stream(Purpose.PARTITION));
    double[] shares = DirichletShares.draw(streams.stream(Purpose.PARTITION, 0, 1), devices, alpha);
    Holdings holdings = new Holdings(devices, labels.length);
    holdings.cut(shuffled, shares);
    holdings.topUp(minimumSamples);
    return holdings.assignment();
  }

  /**
   * @param alpha concentration, > 0; small is far from equal
   * @param minimumSamples fewest samples that a device may receive, >= 1
   */
  public record Settings(
      @Setting(
              defaultValue = "0.5",
              range = "> 0",
              documentation =
                  "Dirichlet concentration of the sizes: 0.1 leaves a few devices with nearly all"
                      + " samples, 100 makes them nearly equal.")
          double alpha,
      @Setting(
              defaultValue = "1",
              range = ">= 1",
              documentation = "Fewest training samples that a device may receive.")
          int minimumSamples)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends PartitionFactory<Settings> {

    public Factory() {
      super(
          "quantity",
          Settings.class,
          "quantity skew: sizes of the devices from a Dirichlet distribution, all classes alike");
    }

    @Override
    public PartitionScheme create(Settings settings) {
      return new QuantitySkew(settings.alpha, settings.minimumSamples);
    }
  }
}
