package org.hyperprism.trace.ns3;

import java.util.Optional;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.trace.TraceLink;

/** Reads the rows of the simulation program, which must come in order. */
final class RowParser {

  static final String HEADER =
      "round,src,dst,probes,delivery_ratio,mean_snr_db,src_x,src_y,dst_x,dst_y";

  private static final int CELLS = 10;

  private final int devices;
  private final int rounds;
  private final int probes;
  private long last = -1;
  private boolean begun;

  RowParser(Ns3Options options) {
    devices = options.devices();
    rounds = options.rounds();
    probes = options.probes();
  }

  /**
   * The link of a line; empty for the first line, which names the columns.
   *
   * @throws EnvironmentException if it is not a row or not after the last one
   */
  Optional<TraceLink> parse(String line) {
    if (!begun) {
      begun = true;
      if (!line.equals(HEADER)) {
        throw broken(line, "the columns " + HEADER);
      }
      return Optional.empty();
    }
    TraceLink link = link(line);
    long place = ((long) link.round() * devices + link.source()) * devices + link.destination();
    if (place <= last) {
      throw broken(line, "rows by ascending round, src and dst");
    }
    last = place;
    return Optional.of(link);
  }

  /**
   * Says that the output is over.
   *
   * @throws EnvironmentException if there was none
   */
  void end() {
    if (!begun) {
      throw broken("", "the columns " + HEADER);
    }
  }

  private TraceLink link(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != CELLS) {
      throw broken(line, CELLS + " cells");
    }
    try {
      int round = whole(cells[0], 1, rounds);
      int source = whole(cells[1], 0, devices - 1);
      int destination = whole(cells[2], 0, devices - 1);
      if (source == destination) {
        throw broken(line, "two different devices");
      }
      return new TraceLink(
          round,
          source,
          destination,
          Optional.of(
              new TraceLink.Reception(
                  whole(cells[3], 1, probes), ratio(cells[4]), finite(cells[5]))),
          Optional.of(
              new TraceLink.Placement(
                  finite(cells[6]), finite(cells[7]), finite(cells[8]), finite(cells[9]))));
    } catch (NumberFormatException e) {
      throw broken(line, "numbers in their ranges");
    }
  }

  private static int whole(String cell, int least, int most) {
    int value = Integer.parseInt(cell);
    if (value < least || value > most) {
      throw new NumberFormatException(cell);
    }
    return value;
  }

  private static double ratio(String cell) {
    double value = finite(cell);
    if (value <= 0 || value > 1) {
      throw new NumberFormatException(cell);
    }
    return value;
  }

  private static double finite(String cell) {
    double value = Double.parseDouble(cell);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(cell);
    }
    return value;
  }

  private static EnvironmentException broken(String line, String expected) {
    return new EnvironmentException(
        String.format(
            "the NS-3 simulation wrote '%s'; expected %s: its NS-3 may be of another version than"
                + " 3.37, or broken",
            line, expected));
  }
}
