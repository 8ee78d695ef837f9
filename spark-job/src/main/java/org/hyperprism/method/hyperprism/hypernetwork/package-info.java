/**
 * The hypernetwork that chooses a device's exponents, one per part of the model, and learns with it
 * (HyperPrism sec. 4.2, eqs. 7 to 12).
 *
 * <p>The paper's symbols and our names: {@code HN_i} hypernetwork, {@code v_i} embedding, {@code
 * psi_i} its layers and heads, {@code p_i} exponents. The derivatives of the aggregated model by an
 * exponent, which the chain rule needs, come from {@link org.hyperprism.compute.MixingKernel}:
 *
 * <pre>
 * df/dp = sum_k (dwbar_k/dp) (df/dwbar_k)          {@link
 *     org.hyperprism.math.ClippedProduct}, clipped because dwbar_k/dp has no bound near a
 *     cancelled mean
 * df/d(psi, v) = sum over heads (df/dp) dp/d(psi, v)   {@link
 *     org.hyperprism.method.hyperprism.hypernetwork.Hypernetwork#gradient}
 * </pre>
 *
 * <p>{@link org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings} are the keys below
 * {@code hyperprism.hypernetwork}. A network has no numbers of its own: they lie in an array of its
 * device.
 *
 * <pre>{@code
 * HypernetworkSettings settings = SettingSchema.of(HypernetworkSettings.class).defaults();
 * Hypernetwork network = settings.shape(2).create(); // two parts of a model
 * float[] numbers = new float[network.parameters()];
 * UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.METHOD_START, device, 0);
 * network.initialise(numbers, 0, random);
 * double[] p = new double[2];
 * network.exponents(numbers, 0, p);
 * network.step(numbers, 0, new double[] {0.1, -0.2}, settings.learningRate()); // df/dp
 * }</pre>
 *
 * <p>What may come in: parts of the network and what it is made of, over plain arrays. How a method
 * feeds it stands with the method.
 */
@NullMarked
package org.hyperprism.method.hyperprism.hypernetwork;

import org.jspecify.annotations.NullMarked;
