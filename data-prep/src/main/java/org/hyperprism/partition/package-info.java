/**
 * Who holds what: spreading the training samples over the devices, evenly or not.
 *
 * <pre>{@code
 * PartitionScheme scheme = new Dirichlet(0.3, 10, true);
 * Assignment assignment =
 *     scheme.assign(train.labels(), train.classes(), 50, new RandomStreams(seed));
 * PartitionSummary summary = PartitionSummary.of(assignment, train.labels(), train.classes());
 * System.out.print(summary.toText());
 * }</pre>
 *
 * <p>Paper symbols: m is the number of devices, n the number of training samples, alpha the
 * concentration of the Dirichlet distribution.
 *
 * <p>What may come in: another {@link org.hyperprism.partition.PartitionScheme}, one record that
 * draws from {@code Purpose.PARTITION} alone, with its {@link
 * org.hyperprism.partition.PartitionFactory} and one line in the services file; and ways to look at
 * an assignment.
 */
@NullMarked
package org.hyperprism.partition;

import org.jspecify.annotations.NullMarked;
