/**
 * A device's own data during training: its mini-batches.
 *
 * <pre>{@code
 * BatchSampler sampler = new BatchSampler(new RandomStreams(seed));
 * Batch batch = new Batch(128, samples.shape().features());
 * sampler.begin(device, round);
 * sampler.next(samples, batch); // distinct samples, the same ones whoever asks
 * }</pre>
 *
 * <p>What may come in: other ways to draw or to change a batch, from streams of the device and the
 * round. Reading and spreading data over devices happens before, in the module data-prep.
 */
@NullMarked
package org.hyperprism.data;

import org.jspecify.annotations.NullMarked;
