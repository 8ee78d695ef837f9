/**
 * The arithmetic of a round over whole parameter vectors, behind one interface: {@link
 * org.hyperprism.compute.MixingKernel}.
 *
 * <pre>{@code
 * WeightedVectors members = new WeightedVectors();
 * members.add(own, 0, 0.75); // array, offset, mixing weight a_ij
 * members.add(neighbours, 0, 0.25);
 * float[] result = new float[own.length];
 * try (MixingKernel kernel = KernelProvider.CPU.open()) {
 *   VectorView none = VectorView.of(result); // not read at a learning rate of 0
 *   kernel.powerMean(members, 3, none, 0, 0, own.length, VectorView.of(result));
 * }
 * }</pre>
 *
 * <p>Sums are in float64 and run over the members in their order; a result is rounded to float32
 * once, so that it does not depend on how a vector is cut. SIMD and plain Java give the same bits,
 * which {@code KernelBitsTest} holds; OpenCL differs in the last ones. A kernel belongs to one
 * thread.
 *
 * <p>What may come in: another provider, with the whole of {@link
 * org.hyperprism.compute.MixingKernel}, held to the definitions of {@code math}; classes named
 * {@code Simd...} alone use the Vector API. Nothing here knows devices, graphs or methods.
 */
@NullMarked
package org.hyperprism.compute;

import org.jspecify.annotations.NullMarked;
