/**
 * Labelled samples, the readers of their file formats, and the data sets known by name.
 *
 * <pre>{@code
 * Dataset mnist = Datasets.load("mnist", Optional.empty(), Path.of("cache"));
 * float[] features = new float[mnist.train().shape().features()];
 * mnist.train().copyFeatures(0, features, 0); // 784 intensities in [0, 1]
 * }</pre>
 *
 * <p>A data set by name is looked for in a folder that is given, in the cache, at the package
 * clients of this machine, and at its home; each file is checked against its SHA-256 whenever it is
 * read.
 *
 * <p>What may come in: another data set (a constant with files, checksums and sources), another
 * format (a parser of bytes), another kind of source. Nothing here knows Apache Spark; LIBSVM and
 * CSV tables are read by {@code org.hyperprism.dataset.table}.
 */
@NullMarked
package org.hyperprism.dataset;

import org.jspecify.annotations.NullMarked;
