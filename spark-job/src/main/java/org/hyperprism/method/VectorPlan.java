package org.hyperprism.method;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.hyperprism.method.Vector.Lifetime;

/**
 * The vectors and scalars of one device under a method. Vectors are numbered for the engine: those
 * kept from round to round first, the model being number 0, then those that live during a round,
 * then scratch.
 *
 * @param kept vectors kept from round to round, >= 1; the first one is the model
 * @param duringRound further vectors from the local step to the last aggregation
 * @param scratch further vectors that are never kept
 * @param sent the vectors that travel at each exchange, none of them scratch
 * @param scalars private float32 numbers of a device, kept from round to round
 * @param sentScalars how many of the scalars, from the first on, travel with the vectors
 */
public record VectorPlan(
    int kept, int duringRound, int scratch, List<Vector> sent, int scalars, int sentScalars)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The number of the model. */
  public static final int MODEL = 0;

  public VectorPlan {
    sent = List.copyOf(sent);
    if (kept < 1 || duringRound < 0 || scratch < 0 || sentScalars < 0 || sentScalars > scalars) {
      throw new IllegalArgumentException(
          "no plan of vectors: kept %d, during a round %d, scratch %d, %d of %d scalars sent"
              .formatted(kept, duringRound, scratch, sentScalars, scalars));
    }
    for (Vector vector : sent) {
      if (vector.index() < 0 || vector.lifetime() == Lifetime.SCRATCH) {
        throw new IllegalArgumentException(
            "the vector '%s' is sent, but does not live during an exchange".formatted(vector));
      }
    }
  }

  /** Vectors that live during a round. */
  public int living() {
    return kept + duringRound;
  }

  /** Number of all vectors. */
  public int all() {
    return living() + scratch;
  }

  /**
   * The same with further vectors behind those that are kept; the numbers of all that a method has
   * declared follow.
   */
  public VectorPlan keeping(int further) {
    return new VectorPlan(kept + further, duringRound, scratch, sent, scalars, sentScalars);
  }

  /** The number of a vector. */
  public int number(Vector vector) {
    int index = vector.index();
    if (index < 0) {
      throw new IllegalArgumentException(
          "the vector '%s' is not there under these settings".formatted(vector));
    }
    return switch (vector.lifetime()) {
      case KEPT -> index;
      case ROUND -> kept + index;
      case SCRATCH -> living() + index;
    };
  }

  /** The numbers of the vectors that travel. */
  public List<Integer> sentNumbers() {
    return sent.stream().map(this::number).toList();
  }

  /** Collects what a method declares. */
  static final class Builder implements Serializable {

    private static final long serialVersionUID = 1L;

    private final EnumMap<Lifetime, Integer> counts = new EnumMap<>(Lifetime.class);
    private final ArrayList<Vector> sent = new ArrayList<>();
    private int scalars;
    private int sentScalars;
    private boolean closed;

    Vector add(String name, Lifetime lifetime) {
      if (closed) {
        throw new IllegalStateException(
            "the vector '%s' is declared in a round; expected in the constructor of the method"
                .formatted(name));
      }
      int index = count(lifetime);
      counts.put(lifetime, index + 1);
      return new Vector(name, lifetime, index);
    }

    private int count(Lifetime lifetime) {
      return counts.getOrDefault(lifetime, 0);
    }

    void send(List<Vector> vectors) {
      sent.addAll(vectors);
    }

    void scalars(int count, int sentCount) {
      scalars = count;
      sentScalars = sentCount;
    }

    VectorPlan build() {
      closed = true;
      return new VectorPlan(
          count(Lifetime.KEPT),
          count(Lifetime.ROUND),
          count(Lifetime.SCRATCH),
          sent,
          scalars,
          sentScalars);
    }
  }
}
