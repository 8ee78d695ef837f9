/**
 * HyperPrism as stages of Spark ML: a classifier whose rows are spread over devices, and its model,
 * which keeps the model of each device.
 *
 * <pre>{@code
 * HyperPrismClassifier classifier =
 *     new HyperPrismClassifier().setting("rounds", 30).setting("devices", 20).setMethod("dpsgd");
 * org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> table = session.table("flowers");
 * HyperPrismClassificationModel learned = classifier.fit(table).setPredictBy("majority");
 * learned.transform(table).show();
 * learned.summary().metrics().show();
 * }</pre>
 *
 * <p>The params of a job's settings come from the one table of settings, with its documentation and
 * its ranges. Errors are Spark ML's kind, {@code IllegalArgumentException}, and name param, value
 * and range.
 *
 * <p>What may come in: other stages. A stage that Spark writes and reads is public, as are its
 * params.
 */
@NullMarked
package org.hyperprism.ml;

import org.jspecify.annotations.NullMarked;
