package org.hyperprism.trace.table;

import java.util.Optional;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;

/**
 * The largest numbers that a trace's rows may have.
 *
 * @param devices ids are below it
 * @param devicesAre why, as messages end
 * @param rounds the last round
 */
record TraceLimits(int devices, String devicesAre, int rounds) {

  /** Keeps a slip of the pen from filling the memory: there is something for every id below it. */
  private static final int MOST_DEVICES = 10_000_000;

  private static final TraceLimits NONE =
      new TraceLimits(
          MOST_DEVICES, "and all ids below it: number the devices from 0 on", Integer.MAX_VALUE);

  /** What a trace says of itself, where it does. */
  static TraceLimits of(Optional<TraceInformation> information) {
    return information
        .map(stored -> new TraceLimits(stored.devices(), "as the metadata says", stored.rounds()))
        .orElse(NONE);
  }

  /** Also for an experiment that has so many devices. */
  TraceLimits withDevices(int experiment) {
    return experiment < devices
        ? new TraceLimits(
            experiment,
            "as the experiment has %d devices: set devices higher, or give a trace of so many"
                .formatted(experiment),
            rounds)
        : this;
  }

  /**
   * @throws DataException if the row is beyond the limits
   */
  void check(TraceRow row) {
    if (row.round() > rounds) {
      throw new DataException(
          "%s: round is %d; expected 1 to %d, as the metadata says"
              .formatted(row.place(), row.round(), rounds));
    }
    TraceLink link = row.link();
    if (link != null && Math.max(link.source(), link.destination()) >= devices) {
      boolean source = link.source() >= devices;
      throw new DataException(
          "%s (round %d): %s is %d; expected a device id from 0 to %d, %s"
              .formatted(
                  row.place(),
                  row.round(),
                  source ? "src" : "dst",
                  source ? link.source() : link.destination(),
                  devices - 1,
                  devicesAre));
    }
  }
}
