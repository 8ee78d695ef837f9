package org.hyperprism.shift;

import java.io.Serializable;

/**
 * What becomes of the samples of an experiment.
 *
 * @param skew on each device
 * @param drift over the rounds
 */
public record DatasetShift(FeatureSkew skew, ConceptDrift drift) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Samples are what they are, everywhere and for ever. */
  public static final DatasetShift NONE = new DatasetShift(FeatureSkew.NONE, ConceptDrift.NONE);
}
