/**
 * Runs for an MLflow tracking server: settings, numbers over the rounds, and files, by MLflow's
 * client for Java. A server that is slow, away or refuses is a warning, and the run goes on.
 *
 * <pre>{@code
 * RunDirectory directory =
 *     RunDirectory.existing("runs/base", new Configuration()).orElseThrow();
 * MlflowTarget target = new MlflowTarget("http://localhost:5000", "hyperprism");
 * try (MlflowLog log = new MlflowLog(target, directory, Map.of("devices", "50"))) {
 *   log.finish(new ResultTables(10));
 * }
 * }</pre>
 *
 * <p>MLflow's client uploads files by MLflow's program in Python; here they are put to the server,
 * or to its folder where it is on this machine. The client holds its own copies of protobuf, Guava
 * and Apache's HTTP client, under names of its own, and so cannot clash with Spark's.
 *
 * <p>What may come in: more of a run that MLflow has a place for.
 */
@NullMarked
package org.hyperprism.report.mlflow;

import org.jspecify.annotations.NullMarked;
