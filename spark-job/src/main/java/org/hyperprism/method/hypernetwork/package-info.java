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
 *     org.hyperprism.method.hypernetwork.Hypernetwork#gradient}
 * </pre>
 */
@NullMarked
package org.hyperprism.method.hypernetwork;

import org.jspecify.annotations.NullMarked;
