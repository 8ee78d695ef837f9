/**
 * Networks trained and evaluated by Deeplearning4j's own library for Spark.
 *
 * <pre>{@code
 * SparkNetwork network = SparkNetwork.of(spark, new ModelArchive(model, own));
 * double accuracy = network.evaluate(test).accuracy();
 * }</pre>
 *
 * <p>What may come in: what that library does with a network that a centre has, on executors.
 */
@NullMarked
package org.hyperprism.experiment.dl4j;

import org.jspecify.annotations.NullMarked;
