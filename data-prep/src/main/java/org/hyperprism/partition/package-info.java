/**
 * Who holds what: spreading the training samples over the devices, evenly or not.
 *
 * <pre>{@code
 * PartitionScheme scheme = new Dirichlet(0.3, 10, true);
 * Assignment assignment =
 *     scheme.assign(train.labels(), train.classes(), 50, new RandomStreams(seed));
 * }</pre>
 *
 * <p>Paper symbols: m is the number of devices, n the number of training samples, alpha the
 * concentration of the Dirichlet distribution.
 */
@NullMarked
package org.hyperprism.partition;

import org.jspecify.annotations.NullMarked;
