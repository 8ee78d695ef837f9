/**
 * Whether this JVM computes with the Vector API, and which of two kernels that chooses.
 *
 * <p>A kernel comes twice behind one interface: in plain Java, and as a class named {@code Simd...}
 * that alone may import the API. {@link org.hyperprism.simd.VectorModule} is asked once in a JVM,
 * and the pair at each use, as plain Java serves while the compiler is not done with the other:
 *
 * <pre>{@code
 * interface Sums {
 *   double of(float[] values);
 * }
 *
 * record PlainSums() implements Sums {
 *   @Override
 *   public double of(float[] values) {
 *     double sum = 0;
 *     for (float value : values) {
 *       sum += value;
 *     }
 *     return sum;
 *   }
 * }
 *
 * KernelPair<Sums> sums = VectorModule.choose(Sums.class, "org.example.SimdSums", PlainSums::new);
 * double sum = sums.serving().of(new float[] {1, 2});
 * }</pre>
 *
 * <p>What may come in: what all pairs of kernels need in order to be chosen. The kernels stand
 * where their arithmetic is: {@code math}, {@code compute}, {@code data}, {@code model.vector}.
 */
@NullMarked
package org.hyperprism.simd;

import org.jspecify.annotations.NullMarked;
