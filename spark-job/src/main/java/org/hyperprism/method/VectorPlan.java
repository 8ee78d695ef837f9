package org.hyperprism.method;

import java.io.Serializable;
import java.util.List;

/**
 * The vectors of one device under a method, each of the model's length, by number: those kept from
 * round to round first, then those that live from the local step to the end of the round, then
 * scratch that holds anything at the beginning of each phase.
 *
 * @param kept vectors kept from round to round, >= 1; number 0 is the model
 * @param duringRound further vectors from the local step to the last aggregation
 * @param scratch further vectors that are never kept
 * @param sent the numbers of the vectors that travel at each exchange, among the first {@code kept
 *     + duringRound}
 * @param memory private float32 numbers of a device, kept from round to round
 * @param sentMemory how many of the private numbers, from the first on, travel with the vectors
 */
public record VectorPlan(
    int kept, int duringRound, int scratch, List<Integer> sent, int memory, int sentMemory)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public VectorPlan {
    sent = List.copyOf(sent);
    if (kept < 1 || duringRound < 0 || scratch < 0 || sentMemory < 0 || sentMemory > memory) {
      throw new IllegalArgumentException(
          "no plan of vectors: kept %d, during a round %d, scratch %d, %d of %d numbers sent"
              .formatted(kept, duringRound, scratch, sentMemory, memory));
    }
    for (int vector : sent) {
      if (vector < 0 || vector >= kept + duringRound) {
        throw new IllegalArgumentException(
            "vector %d is sent, but vectors 0 to %d live during an exchange"
                .formatted(vector, kept + duringRound - 1));
      }
    }
  }

  /** A plan without private numbers. */
  public static VectorPlan of(int kept, int duringRound, int scratch, Integer... sent) {
    return new VectorPlan(kept, duringRound, scratch, List.of(sent), 0, 0);
  }

  /** Vectors that live during a round. */
  public int living() {
    return kept + duringRound;
  }

  /** Number of the first scratch vector. */
  public int firstScratch() {
    return living();
  }

  /** Number of all vectors. */
  public int all() {
    return living() + scratch;
  }
}
