/**
 * The mathematics of a round in float64: signed powers, weighted power means, the definitions that
 * the kernels of {@code compute} follow; and sums over float32 vectors.
 *
 * <p>The paper's symbols: {@code spow} and {@code sroot} are {@link
 * org.hyperprism.math.SignedPower}, the weighted power mean of eq. 2 is {@link
 * org.hyperprism.math.PowerMean}.
 *
 * <pre>{@code
 * double[] values = {-1, 2};
 * double[] weights = {0.5, 0.5};
 * double mean = PowerMean.of(values, weights, 3); // sroot(0.5 * -1 + 0.5 * 8, 3) = 1.518...
 * double slope = PowerMean.derivativeByExponent(values, weights, 3);
 * }</pre>
 *
 * <p>Logarithms, exponentials and roots have bits of their own, the same on every machine, because
 * the C library's differ. {@link org.hyperprism.simd.VectorModule} chooses between a SIMD class and
 * its twin in plain Java, once in a JVM.
 *
 * <p>What may come in: formulas with one right answer, each with a test against a higher precision.
 */
@NullMarked
package org.hyperprism.math;

import org.jspecify.annotations.NullMarked;
