/**
 * Gradients by Deeplearning4j and ND4J, and the way into their native code.
 *
 * <p>ND4J needs settings and a cure before its first use in a JVM ({@link
 * org.hyperprism.model.dl4j.Dl4jRuntime}); whoever asks {@link
 * org.hyperprism.model.dl4j.Dl4jBackend} for an oracle or {@link
 * org.hyperprism.model.dl4j.ImportedNetworks} for a user's network has them, and there is no other
 * way in.
 *
 * <pre>{@code
 * String json = Files.readString(Path.of("conf/models/batch-normalised-cnn.json"));
 * ImportedModel model = ImportedNetworks.read("mine", json, new FeatureShape(1, 28, 28), 10, List.of());
 * try (GradientOracle oracle = new Dl4jBackend().oracle(model, 128)) {
 *   // as in org.hyperprism.model
 * }
 * }</pre>
 *
 * <p>What may come in: a kind of layer that users' networks may have, with its gradient test; a
 * faster way to the same gradient.
 */
@NullMarked
package org.hyperprism.model.dl4j;

import org.jspecify.annotations.NullMarked;
