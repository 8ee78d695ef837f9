/**
 * What is trained: architectures as plain data, their flat parameter vectors, and the gradient
 * oracle behind which a training library hides.
 *
 * <p>A method of decentralised learning sees a model only as {@code float[parameters]} and asks a
 * {@link org.hyperprism.model.GradientOracle} for the loss and its gradient at any such vector:
 *
 * <pre>{@code
 * ModelDefinition model = ModelZoo.definition("lr", 1, 28, 28, 10);
 * float[] weights = model.initialParameters(new RandomStreams(42));
 * float[] gradient = new float[model.layout().parameters()];
 * Batch batch = new Batch(128, model.features());
 * // fill batch.features(), batch.labels()
 * batch.resize(128);
 * try (GradientOracle oracle = new Dl4jBackend().oracle(model, 128)) {
 *   double loss = oracle.gradient(weights, 0, batch, gradient, 0);
 * }
 * }</pre>
 *
 * <p>Symbols of the paper (HyperPrism, NeurIPS 2024): w is {@code weights}, d is {@code
 * parameters}, f_i is the mean cross-entropy of a {@link org.hyperprism.data.Batch} of device i.
 *
 * <p>What may come in: another architecture of the zoo, and what all backends share; a backend is a
 * package below this one, held to {@code GradientOracleContract}. Nothing here knows methods or
 * engines.
 */
@NullMarked
package org.hyperprism.model;

import org.jspecify.annotations.NullMarked;
