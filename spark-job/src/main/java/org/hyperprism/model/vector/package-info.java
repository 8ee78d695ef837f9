/**
 * Gradients of dense networks (softmax regression, multilayer perceptrons) in Java: with the Vector
 * API where it is, in plain Java where not, with the same bits.
 *
 * <p>What fixes the bits, on every machine and for every width of its vectors:
 *
 * <ul>
 *   <li>a row of inputs is cut into chunks of {@value
 *       org.hyperprism.model.vector.ChunkKernels#WIDTH} values; a scalar product has one partial
 *       sum for each place in a chunk, along all chunks in order, and the partial sums are added as
 *       a balanced tree;
 *   <li>every other sum, over samples or over units, runs in ascending order;
 *   <li>products are added with a fused multiply-add, which rounds once and is exact otherwise;
 *   <li>a chunk of zeros is left out: adding its products to a sum changes nothing as long as the
 *       weights are finite.
 * </ul>
 *
 * <pre>{@code
 * ModelDefinition model = ModelZoo.definition("mlp", 1, 28, 28, 10);
 * try (GradientOracle oracle = new VectorBackend().oracle(model, 128)) {
 *   // as in org.hyperprism.model
 * }
 * }</pre>
 *
 * <p>What may come in: other layers that are products of dense matrices, under the same rules of
 * order.
 */
@NullMarked
package org.hyperprism.model.vector;

import org.jspecify.annotations.NullMarked;
