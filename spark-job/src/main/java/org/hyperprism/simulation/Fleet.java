package org.hyperprism.simulation;

import java.io.Serializable;
import java.util.List;
import org.hyperprism.availability.Presence;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/**
 * The devices and links of an experiment, as far as time and energy go.
 *
 * @param speeds floating-point operations a second of each device, > 0: float64[devices]
 * @param powers watts of each device
 * @param links how long links carry a message
 * @param fullDuplex whether a radio sends and receives at once, instead of one after the other
 * @param jitter standard deviation of the natural logarithm of the factor by which a device's
 *     computing takes longer or shorter in a round, >= 0
 * @param lateness who is late, and what becomes of it
 * @param seed the experiment's; {@link Purpose#COMPUTING_TIME} by device and round
 * @param presence when devices are there; null if they always are
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Fleet(
    double[] speeds,
    List<Power> powers,
    LinkTimes links,
    boolean fullDuplex,
    double jitter,
    Lateness lateness,
    long seed,
    @Nullable Presence presence)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public Fleet {
    powers = List.copyOf(powers);
    if (powers.size() != speeds.length) {
      throw new IllegalArgumentException(
          "a fleet has the watts of %d devices, expected those of %d, as it has their speeds"
              .formatted(powers.size(), speeds.length));
    }
  }

  /** Devices that are always there. */
  public Fleet(
      double[] speeds,
      List<Power> powers,
      LinkTimes links,
      boolean fullDuplex,
      double jitter,
      Lateness lateness,
      long seed) {
    this(speeds, powers, links, fullDuplex, jitter, lateness, seed, null);
  }

  /** Number of devices m. */
  public int devices() {
    return speeds.length;
  }

  /** Seconds of a round in which nobody is there. */
  double emptyRound() {
    return presence == null ? 0 : presence.emptyRound();
  }

  /** Seconds that a device takes for so many operations in a round. */
  public double computingSeconds(int device, int round, double flops) {
    double seconds = flops / speeds[device];
    return jitter == 0
        ? seconds
        : seconds
            * Amount.LogNormal.factor(
                jitter, new RandomStreams(seed).stream(Purpose.COMPUTING_TIME, device, round));
  }
}
