package org.hyperprism.trace.ns3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.hyperprism.program.ScratchFolder;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/**
 * A trace made by NS-3, in a scratch folder of this machine that is deleted when this is closed; it
 * is not for other processes and cannot be serialised.
 */
public final class Ns3Trace implements TraceSource, AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final Ns3Options options;
  private final TraceInformation information;
  private final double density;
  private final ScratchFolder scratch;
  private final RowFile rows;

  Ns3Trace(
      Ns3Options options,
      TraceInformation information,
      double density,
      ScratchFolder scratch,
      RowFile rows) {
    this.options = options;
    this.information = information;
    this.density = density;
    this.scratch = scratch;
    this.rows = rows;
  }

  @Override
  public TraceInformation information() {
    return information;
  }

  /** What was simulated, with the area and power found. */
  public Ns3Options options() {
    return options;
  }

  /** The mean over rounds of symmetric links over all pairs of devices. */
  public double density() {
    return density;
  }

  /** The directed links over which a probe arrived in the round. */
  @Override
  public List<TraceLink> round(int round) {
    RowParser parser = new RowParser(options);
    parser.parse(RowParser.HEADER);
    return rows.rows(round).stream().map(parser::parse).flatMap(Optional::stream).toList();
  }

  @Override
  public String toString() {
    return "the trace by NS-3";
  }

  @Override
  public void close() {
    try {
      scratch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
