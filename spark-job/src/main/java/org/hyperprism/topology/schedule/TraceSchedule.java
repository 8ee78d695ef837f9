package org.hyperprism.topology.schedule;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkReceptions;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;
import org.hyperprism.trace.table.TraceCheck;
import org.hyperprism.trace.table.TraceFile;
import org.hyperprism.trace.table.TraceTable;

/**
 * The links of a trace. Two devices are linked in a round if each receives from the other with a
 * delivery ratio of at least the threshold, both compared as float32, as traces store them; a row
 * without a delivery ratio counts as 1. If links may carry one way, each direction stands for
 * itself.
 *
 * <p>A device stands where the rows of the round say that it does; one without a row stands where
 * it was last seen, or, if it was not yet, where it is seen first. Looking for it reads other
 * rounds, at most {@value #MOST_LOOKS}; after that it stands in the corner, at 0, 0.
 */
public final class TraceSchedule implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  /** Rounds that are read, before and after, to find a device that has no links in a round. */
  private static final int MOST_LOOKS = 50;

  private final TraceSource trace;
  private final int devices;
  private final double threshold;
  private final boolean oneWay;
  private final AfterTheEnd afterTheEnd;
  private final int length;
  private final long checksum;

  /**
   * @param trace where the rows are
   * @param devices number of devices m of the experiment; the trace may have fewer
   * @param threshold smallest delivery ratio of a link, in [0, 1]
   * @param oneWay whether a link that works one way carries one way, instead of not at all
   * @param afterTheEnd what follows the last round
   * @param length number of rounds of the trace, at least 1
   * @param checksum CRC-32 of all its links
   */
  public TraceSchedule(
      TraceSource trace,
      int devices,
      double threshold,
      boolean oneWay,
      AfterTheEnd afterTheEnd,
      int length,
      long checksum) {
    this.trace = trace;
    this.devices = devices;
    this.threshold = threshold;
    this.oneWay = oneWay;
    this.afterTheEnd = afterTheEnd;
    this.length = length;
    this.checksum = checksum;
  }

  @Override
  public OptionalLong checksum() {
    return OptionalLong.of(checksum);
  }

  @Override
  public int devices() {
    return devices;
  }

  @Override
  public boolean isDirected() {
    return oneWay;
  }

  /**
   * @throws DataException if the round is not in the trace and the schedule stops at its end, or
   *     the trace has a device that the experiment lacks
   */
  @Override
  public Graph graph(int round) {
    if (oneWay) {
      List<TraceLink> received = links(round).stream().filter(this::isReceived).toList();
      return Graph.directed(
          devices,
          received.stream().mapToInt(TraceLink::source).toArray(),
          received.stream().mapToInt(TraceLink::destination).toArray());
    }
    // Pairs as one number, lower device first, so that both directions of a link stand together.
    long[] sorted =
        links(round).stream()
            .filter(this::isReceived)
            .mapToLong(
                link ->
                    (long) Math.min(link.source(), link.destination()) * devices
                        + Math.max(link.source(), link.destination()))
            .sorted()
            .toArray();
    long[] both =
        IntStream.range(1, sorted.length)
            .filter(i -> sorted[i] == sorted[i - 1])
            .mapToLong(i -> sorted[i])
            .toArray();
    return Graph.of(
        devices,
        Arrays.stream(both).mapToInt(pair -> (int) (pair / devices)).toArray(),
        Arrays.stream(both).mapToInt(pair -> (int) (pair % devices)).toArray());
  }

  @Override
  public Optional<DevicePositions> positions(int round) {
    Places places = new Places();
    int inTrace = inTrace(round);
    if (!places.add(links(round)) && !anyPlaced()) {
      return Optional.empty();
    }
    for (int back = 1; back <= MOST_LOOKS && inTrace - back >= 1 && !places.complete(); back++) {
      places.add(trace.round(inTrace - back));
    }
    for (int on = 1; on <= MOST_LOOKS && inTrace + on <= length && !places.complete(); on++) {
      places.add(trace.round(inTrace + on));
    }
    return Optional.of(new DevicePositions(places.x, places.y));
  }

  @Override
  public Optional<LinkReceptions> receptions(int round) {
    return Optional.of(new LinkReceptions(links(round)));
  }

  /** Whether the trace knows places at all: its first links say so. */
  private boolean anyPlaced() {
    for (int round = 1; round <= length; round++) {
      List<TraceLink> links = trace.round(round);
      if (!links.isEmpty()) {
        return links.get(0).placement().isPresent();
      }
    }
    return false;
  }

  private List<TraceLink> links(int round) {
    List<TraceLink> links = trace.round(inTrace(round));
    for (TraceLink link : links) {
      int largest = Math.max(link.source(), link.destination());
      if (largest >= devices) {
        throw new DataException(
            String.format(
                "%s: round %d has device %d; expected 0 to %d, as the experiment has %d devices:"
                    + " set devices higher, or give a trace of so many",
                trace, link.round(), largest, devices - 1, devices));
      }
    }
    return links;
  }

  private boolean isReceived(TraceLink link) {
    return link.reception()
        .map(reception -> (float) reception.deliveryRatio() >= (float) threshold)
        .orElse(true);
  }

  private int inTrace(int round) {
    if (round <= length) {
      return round;
    }
    return switch (afterTheEnd) {
      case STOP ->
          throw new DataException(
              String.format(
                  "%s ends after round %d, and round %d was asked for; expected a trace as long as"
                      + " the run: set rounds=%d, give a longer trace, or set links.afterTheEnd to"
                      + " repeat or hold",
                  trace, length, round, length));
      case REPEAT -> (round - 1) % length + 1;
      case HOLD -> length;
    };
  }

  /** The first place that was found for each device. */
  private final class Places {

    private final double[] x = new double[devices];
    private final double[] y = new double[devices];
    private final boolean[] known = new boolean[devices];
    private int missing = devices;

    boolean complete() {
      return missing == 0;
    }

    /** Adds what a round says, and returns whether it says anything. */
    boolean add(List<TraceLink> links) {
      boolean any = false;
      for (TraceLink link : links) {
        if (link.placement().isPresent()) {
          TraceLink.Placement placement = link.placement().get();
          put(link.source(), placement.sourceX(), placement.sourceY());
          put(link.destination(), placement.destinationX(), placement.destinationY());
          any = true;
        }
      }
      return any;
    }

    private void put(int device, double placeX, double placeY) {
      if (!known[device]) {
        known[device] = true;
        missing--;
        x[device] = placeX;
        y[device] = placeY;
      }
    }
  }

  /**
   * @param path the trace
   * @param threshold smallest delivery ratio in both directions for a link, in [0, 1]
   * @param oneWay whether each direction stands for itself
   * @param length rounds of the trace, >= 1; absent: what the trace says
   * @param afterTheEnd what follows on the last round of the trace
   */
  public record Settings(
      @Setting(
              defaultValue = "null",
              documentation =
                  "The trace, with trace: a .csv or .parquet file or a folder of Parquet files, on"
                      + " any file system that every node sees.")
          Optional<String> path,
      @Setting(
              defaultValue = "0.5",
              range = "0 to 1",
              documentation =
                  "Smallest delivery ratio, in both directions, that makes two devices of a trace"
                      + " linked.")
          double threshold,
      @Setting(
              defaultValue = "false",
              documentation =
                  "Whether a link of a trace that works in one direction alone carries one way,"
                      + " instead of not at all; for sgp and other methods that can do with it.")
          boolean oneWay,
      @Setting(
              defaultValue = "auto",
              range = ">= 1",
              keyword = "auto",
              documentation =
                  "Rounds that a trace describes; auto takes what it says of itself, or the last"
                      + " round with a row.")
          OptionalInt length,
      @Setting(
              defaultValue = "stop",
              documentation =
                  "What follows on a trace's last round: stop ends the run with a message, repeat"
                      + " begins the trace again, hold keeps the last round's links.")
          AfterTheEnd afterTheEnd)
      implements Serializable {}

  /**
   * Registers it. The trace is read once, from beginning to end, so that a run does not stop at a
   * bad row or at the trace's end after hours.
   */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super("trace", Settings.class, "a recorded or simulated trace");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public LinkSchedule create(Settings settings, Request request) {
      String path =
          settings.path.orElseThrow(
              () ->
                  new ConfigurationException(
                      "links.kind is trace and links.path is not set; expected the path of a"
                          + " trace, such as links.path=wifi.parquet; 'hyperprism links generate'"
                          + " makes one"));
      TraceFile trace = request.trace(path);
      return create(settings, trace, TraceCheck.of(trace, request.devices()), request);
    }

    /**
     * The links of rows in memory, whatever {@code links.path} says.
     *
     * @throws DataException if they are not those of a trace for so many devices and rounds
     */
    public LinkSchedule create(Settings settings, TraceTable trace, Request request) {
      return create(settings, trace, TraceCheck.of(trace, request.devices()), request);
    }

    private static LinkSchedule create(
        Settings settings, TraceSource trace, TraceCheck check, Request request) {
      TraceInformation information = check.information();
      int length = settings.length.orElse(information.rounds());
      if (settings.afterTheEnd == AfterTheEnd.STOP && request.rounds() > length) {
        throw new DataException(
            String.format(
                "%s ends after round %d, and the run has %d rounds; expected a trace as long as the"
                    + " run: set rounds=%d, give a longer trace, or set links.afterTheEnd to repeat"
                    + " or hold",
                trace, length, request.rounds(), length));
      }
      return new TraceSchedule(
          trace,
          request.devices(),
          settings.threshold,
          settings.oneWay,
          settings.afterTheEnd,
          length,
          check.checksum());
    }
  }
}
