package org.hyperprism.trace.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/**
 * What one pass over a whole trace finds. It holds one round at a time and refuses what is not a
 * trace, so that a run does not stop at a bad row after hours.
 *
 * @param information what the trace says of itself, or else its largest device and round
 * @param links directed links in all rounds
 * @param checksum CRC-32 of all links and their delivery ratios, the same in every format
 */
public record TraceCheck(TraceInformation information, long links, long checksum) {

  /**
   * Reads a trace from beginning to end.
   *
   * @throws DataException if it is not a trace; the message names file and row
   */
  public static TraceCheck of(TraceFile trace) {
    return of(trace, Integer.MAX_VALUE);
  }

  /**
   * Reads a trace from beginning to end for an experiment.
   *
   * @param devices of the experiment; no row may name another
   * @throws DataException if it is not a trace or one of more devices; the message names file and
   *     row
   */
  public static TraceCheck of(TraceFile trace, int devices) {
    return trace.onStored(stored -> walk(trace, stored, devices));
  }

  /**
   * The same of rows in memory.
   *
   * @param devices of the experiment; no row may name another
   * @throws DataException if they are not those of a trace of so many devices
   */
  public static TraceCheck of(TraceTable trace, int devices) {
    try {
      return walk(trace, trace.stored(), devices);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static TraceCheck walk(TraceSource trace, StoredTrace stored, int devices)
      throws IOException {
    Optional<TraceInformation> said = stored.information();
    Walk walk = new Walk(trace, said, devices);
    stored.forEachRound(walk::visit);
    return walk.result();
  }

  private static final class Walk {

    private final TraceSource trace;
    private final Optional<TraceInformation> said;
    private final TraceLimits limits;
    private int lastRound;
    private int largest = -1;
    private long links;
    private final CRC32 checksum = new CRC32();
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);

    Walk(TraceSource trace, Optional<TraceInformation> said, int devices) {
      this.trace = trace;
      this.said = said;
      this.limits = TraceLimits.of(said).withDevices(devices);
    }

    void visit(int round, List<TraceRow> rows) {
      if (said.isEmpty() && round != lastRound + 1) {
        String missing =
            round == lastRound + 2
                ? "round " + (lastRound + 1)
                : "the rounds %d to %d".formatted(lastRound + 1, round - 1);
        throw new DataException(
            String.format(
                "%s: round is %d, but no row has %s; expected rounds from 1 without a gap: add a"
                    + " row with an empty src and dst for each round without links",
                rows.get(0).place(), round, missing));
      }
      lastRound = round;
      for (TraceLink link : RoundRows.links(rows, limits)) {
        largest = Math.max(largest, Math.max(link.source(), link.destination()));
        links++;
        add(round);
        add(link.source());
        add(link.destination());
        add(Float.floatToIntBits(link.reception().map(r -> (float) r.deliveryRatio()).orElse(1f)));
      }
    }

    private void add(int value) {
      checksum.update(number.clear().putInt(value).flip());
    }

    TraceCheck result() {
      if (said.isEmpty() && lastRound == 0) {
        throw new DataException(
            trace + " holds no rows; expected those of a trace: write it again");
      }
      return new TraceCheck(
          said.orElseGet(() -> new TraceInformation(largest + 1, lastRound, Map.of())),
          links,
          checksum.getValue());
    }
  }
}
