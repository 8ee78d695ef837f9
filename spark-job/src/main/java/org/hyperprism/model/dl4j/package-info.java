/**
 * Gradients by Deeplearning4j and ND4J: the only package that touches their native code.
 *
 * <p>ND4J needs settings and a cure before its first use in a JVM ({@link
 * org.hyperprism.model.dl4j.Dl4jRuntime}); whoever asks {@link
 * org.hyperprism.model.dl4j.Dl4jBackend} for an oracle or {@link
 * org.hyperprism.model.dl4j.ImportedNetworks} for a user's network has them, and there is no other
 * way in.
 */
@NullMarked
package org.hyperprism.model.dl4j;

import org.jspecify.annotations.NullMarked;
