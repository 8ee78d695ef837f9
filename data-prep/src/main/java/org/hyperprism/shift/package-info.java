/**
 * Data that differ from device to device by more than their labels, and that change over the
 * rounds: dataset shift.
 *
 * <pre>{@code
 * FeatureSkewSettings settings = new FeatureSkewSettings(45, 0, 0.1);
 * FeatureSkew skew = new FeatureSkew(settings, new RandomStreams(seed));
 * Samples own = skew.of(samples, device); // turned by the device's own angle, with noise
 * }</pre>
 *
 * <p>What may come in: other ways in which devices see their samples, each a {@link
 * org.hyperprism.dataset.FeatureView}, and other ways in which concepts change. All are pure
 * functions of the seed, the device and the round. Which device holds which sample is the business
 * of the package partition.
 */
@NullMarked
package org.hyperprism.shift;

import org.jspecify.annotations.NullMarked;
