package org.hyperprism.method;

import java.io.Serializable;

/**
 * One of the vectors of a device, each of the model's length, by its name. A method declares its
 * vectors when it is made; {@link VectorPlan} says where each lies.
 *
 * @param name for people
 * @param lifetime how long it keeps its content
 * @param index from 0, among the vectors of this lifetime; -1 for one that is not there
 */
public record Vector(String name, Lifetime lifetime, int index) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How long a vector keeps its content. */
  public enum Lifetime {
    /** From round to round; 0 before the first. */
    KEPT,
    /** From the local step to the last aggregation of a round. */
    ROUND,
    /** Within a phase of one device; anything at its beginning. */
    SCRATCH
  }

  @Override
  public String toString() {
    return name;
  }
}
