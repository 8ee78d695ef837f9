package org.hyperprism.trace;

import java.io.Serializable;
import java.util.List;

/**
 * A trace, read or made a round at a time where it is used. Its {@code toString} is what messages
 * call it, such as its path.
 */
public interface TraceSource extends Serializable {

  TraceInformation information();

  /**
   * The directed links of a round, by ascending source and destination.
   *
   * @param round from 1 to the last
   * @throws org.hyperprism.failure.DataException if the stored rows are not those of a trace
   */
  List<TraceLink> round(int round);
}
