package org.hyperprism.simulation;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.failure.DataException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkReceptions;
import org.hyperprism.trace.TraceLink;

/**
 * How long links carry a message: latency, and then the message's bits at the link's rate, as often
 * as it takes until it arrives.
 *
 * @param rates in bit/s
 * @param latency of every message, in seconds >= 0
 * @param retransmissions whether a link that delivers a share of what is sent takes 1 / share
 *     transmissions, which is what a sender that repeats until it is heard needs on average
 */
public record LinkTimes(Rates rates, double latency, boolean retransmissions)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The rate of every link. */
  public sealed interface Rates extends Serializable {

    /**
     * The rate of one, in bit/s.
     *
     * @param received how the link was received in the round, where links are recorded
     */
    double of(int source, int destination, Optional<TraceLink.Reception> received);
  }

  /** Links of one rate that lose nothing. */
  public static LinkTimes constant(double rate, double latency) {
    return new LinkTimes(
        new DrawnRates(new Amount.Constant(rate), 1, new RandomStreams(0)), latency, false);
  }

  /**
   * Drawn for each pair of devices once for all rounds, the same both ways.
   *
   * @param devices number of devices m
   * @param random {@link Purpose#LINK_RATE} by pair
   */
  public record DrawnRates(Amount.Drawn amount, int devices, RandomStreams random)
      implements Rates {

    private static final long serialVersionUID = 1L;

    @Override
    public double of(int source, int destination, Optional<TraceLink.Reception> received) {
      if (amount instanceof Amount.Constant constant) {
        return constant.value();
      }
      long pair = (long) Math.min(source, destination) * devices + Math.max(source, destination);
      return amount.draw(random.stream(Purpose.LINK_RATE, pair, 0));
    }
  }

  /**
   * From a table.
   *
   * @param byLink rate of a link, by {@code source * devices + destination}
   * @param devices number of devices m
   * @param path of the table, for messages
   */
  public record TableRates(Map<Long, Double> byLink, int devices, String path) implements Rates {

    private static final long serialVersionUID = 1L;

    /** The row of the other direction stands for both where it is alone. */
    @Override
    public double of(int source, int destination, Optional<TraceLink.Reception> received) {
      Double rate = byLink.get((long) source * devices + destination);
      if (rate == null) {
        rate = byLink.get((long) destination * devices + source);
      }
      if (rate == null) {
        throw new DataException(
            "%s has no rate of the link from device %d to %d; expected a row '%d,%d,RATE' for every link that comes up"
                .formatted(path, source, destination, source, destination));
      }
      return rate;
    }
  }

  /** The fastest that 802.11a carries at the link's ratio of signal to noise. */
  public record SnrRates() implements Rates {

    private static final long serialVersionUID = 1L;

    @Override
    public double of(int source, int destination, Optional<TraceLink.Reception> received) {
      return received.stream()
          .mapToDouble(reception -> reception.meanSnr().orElse(Double.NaN))
          .filter(snr -> !Double.isNaN(snr))
          .map(WifiRates::at)
          .findFirst()
          .orElseThrow(
              () ->
                  new DataException(
                      "time.rate is snr, and the trace has no ratio of signal to noise of the link from device %d to %d; expected a trace with the column snr_mean_db, or a number of bit/s"
                          .formatted(source, destination)));
    }
  }

  /**
   * Seconds in which the radio sends a message, all its transmissions together.
   *
   * @param bytes of the message
   * @param received how links were received in the round, where they are recorded
   */
  public double airSeconds(
      int source, int destination, double bytes, Optional<LinkReceptions> received) {
    Optional<TraceLink.Reception> reception = received.flatMap(all -> all.of(source, destination));
    double transmissions = 1;
    if (retransmissions && reception.isPresent()) {
      double share = reception.get().deliveryRatio();
      if (share <= 0) {
        throw new DataException(
            "the trace's link from device %d to %d delivers nothing, and a message would be repeated for ever; expected links.threshold above 0, or time.retransmissions = false"
                .formatted(source, destination));
      }
      transmissions = 1 / share;
    }
    return transmissions * Byte.SIZE * bytes / rates.of(source, destination, reception);
  }
}
