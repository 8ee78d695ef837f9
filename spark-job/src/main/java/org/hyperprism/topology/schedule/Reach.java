package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.hyperprism.topology.LinkChecks;

/** Which devices hear each other, from where they are. */
public sealed interface Reach extends Serializable {

  /**
   * The closest pairs, so many that the density is exact in every round.
   *
   * @param density share of possible links that are up, in [0, 1]
   */
  record ExactDensity(double density) implements Reach {

    private static final long serialVersionUID = 1L;

    public ExactDensity {
      Density.check(density);
    }
  }

  /**
   * All pairs within a range.
   *
   * @param metres the largest distance of a link, > 0
   */
  record Range(double metres) implements Reach {

    private static final long serialVersionUID = 1L;

    public Range {
      LinkChecks.positive(
          "links.mobility.range", metres, "the largest distance of a link in metres");
    }
  }
}
