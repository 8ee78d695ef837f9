/**
 * The Spark session of this JVM, and what there is to compute with on its cluster.
 *
 * <p>A session that is there is used as it is; one that is started here is stopped by {@link
 * org.hyperprism.experiment.session.SparkSessions#close}. {@link
 * org.hyperprism.experiment.session.SparkResources} waits for the executors, because Spark begins
 * without any.
 *
 * <pre>{@code
 * SparkResources resources = SparkResources.of(SparkSessions.context());
 * int tasksAtATime = resources.cores();
 * SparkSessions.close();
 * }</pre>
 *
 * <p>What may come in: settings of a session, and what is asked of Spark about its machines. What
 * is decided by it, such as a run's mode, belongs to {@code experiment}. Knows no configuration of
 * ours.
 */
@NullMarked
package org.hyperprism.experiment.session;

import org.jspecify.annotations.NullMarked;
