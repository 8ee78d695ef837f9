/**
 * Messages that say less than all: operators that leave a part of a vector out, the public copies
 * to which differences are sent, and the bytes that it takes.
 *
 * <pre>{@code
 * CompressionSettings settings =
 *     new CompressionSettings(CompressionKind.TOP_K, 0.1, 1, 4, true, OptionalDouble.empty());
 * Compression compression =
 *     Compression.of(settings, VectorShape.of(10, 784), new RandomStreams(seed));
 * float[] copy = new float[7840];
 * compression.send(own, copy, 0, new float[7840], List.of(), device, round);
 * long bytes = compression.bytes(1, 0).message(); // 4 of each of 784 numbers, and a bit of all 7840
 * }</pre>
 *
 * <p>What may come in: another operator, a class and a word of {@link
 * org.hyperprism.compression.CompressionKind}. Who keeps the copies, and what a receiver's mean
 * makes of them, belongs to {@code engine}.
 */
@NullMarked
package org.hyperprism.compression;

import org.jspecify.annotations.NullMarked;
