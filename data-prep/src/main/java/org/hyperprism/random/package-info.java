/**
 * Random numbers that depend on what they are for, and on nothing else.
 *
 * <p>A stream is named by seed, purpose, device and round. Whoever asks for the same name gets the
 * same numbers, in any thread, on any partition, before or after anybody else; that is why the same
 * configuration and seed give the same bytes.
 *
 * <pre>{@code
 * RandomStreams streams = new RandomStreams(seed);
 * UniformRandomProvider batch = streams.stream(Purpose.BATCH, device, round);
 * int first = batch.nextInt(count);
 * }</pre>
 *
 * <p>What may come in: a new {@link org.hyperprism.random.Purpose}, with a key that was never used.
 * Keys stay for ever, as published results depend on them.
 */
@NullMarked
package org.hyperprism.random;

import org.jspecify.annotations.NullMarked;
