package org.hyperprism.dataset;

import java.io.Serializable;

/** How the features of a sample look to whoever reads them through it. No state: any thread. */
@FunctionalInterface
public interface FeatureView extends Serializable {

  /**
   * Turns the features of one sample into what they look like.
   *
   * @param sample its place among the samples, from 0
   * @param features float32 of the sample from {@code offset} on, in the layout of its shape;
   *     changed in place
   */
  void apply(int sample, float[] features, int offset);
}
