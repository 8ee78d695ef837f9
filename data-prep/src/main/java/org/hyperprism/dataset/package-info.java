/**
 * Labelled samples, the readers of their file formats, and the data sets known by name.
 *
 * <pre>{@code
 * Dataset mnist = DataSets.load("mnist", Optional.empty(), Path.of("cache"));
 * float[] features = new float[mnist.train().shape().features()];
 * mnist.train().copyFeatures(0, features, 0); // 784 intensities in [0, 1]
 * }</pre>
 *
 * <p>Nothing here knows Apache Spark; LIBSVM and CSV tables are read by {@code
 * org.hyperprism.dataset.table}.
 */
@NullMarked
package org.hyperprism.dataset;

import org.jspecify.annotations.NullMarked;
