/**
 * HyperPrism as a library: an experiment in a Spark session of a program or a notebook, for Java,
 * Scala and, through py4j, Python.
 *
 * <pre>{@code
 * RunResult result =
 *     HyperPrismJob.on(session)
 *         .load("conf/quickstart.conf")
 *         .set("rounds", 30)
 *         .onRound(metrics -> System.out.println(metrics.trainingLoss()))
 *         .run();
 * result.metrics().select("method", "round", "accuracy_mean").show();
 * float[] weights = result.model("dpsgd", 7);
 * }</pre>
 *
 * <p>What is public here stays compatible: notebooks are not compiled anew. The class is called a
 * job because HyperPrism is also the name of a method, and of the command line's main class.
 *
 * <p>What may come in: what a caller in Spark needs and the command line does not. What both need
 * lives in {@code experiment}.
 */
@NullMarked
package org.hyperprism.api;

import org.jspecify.annotations.NullMarked;
