/**
 * What central learning reaches on the same data, for comparison: a centre that has all samples.
 * Spark MLlib does the work.
 *
 * <pre>{@code
 * double accuracy = new CentralisedOptimum(session).accuracy(dataset.train(), dataset.test());
 * }</pre>
 *
 * <p>What may come in: another yardstick that no decentralised method can be.
 */
@NullMarked
package org.hyperprism.experiment.yardstick;

import org.jspecify.annotations.NullMarked;
