package org.hyperprism.trace.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hyperprism.trace.TraceInformation;

/** The rows of a trace that lies in files; from several threads. */
interface StoredTrace {

  /** What is done with each round. */
  @FunctionalInterface
  interface RoundVisitor {
    /**
     * @param rows of that round, at least one, in the files' order
     */
    void visit(int round, List<TraceRow> rows);
  }

  /** What the trace says of itself. */
  Optional<TraceInformation> information();

  /** The rows of one round in the files' order; none if it is not there. */
  List<TraceRow> round(int round) throws IOException;

  /**
   * Every round that has rows, in ascending order, holding one at a time where that is possible.
   */
  void forEachRound(RoundVisitor visitor) throws IOException;
}
