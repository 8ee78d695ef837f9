/**
 * Runs for TensorBoard: numbers over the rounds, distributions over the devices, and settings, as
 * event files.
 *
 * <pre>{@code
 * RunDirectory directory =
 *     RunDirectory.existing("runs/base", new Configuration()).orElseThrow();
 * try (TensorBoardLog log = new TensorBoardLog(directory, each -> Map.of("seed", "1"), 100)) {
 *   log.finish(new ResultTables(10));
 * }
 * }</pre>
 *
 * <p>The messages are TensorFlow's own classes, which ND4J brings along; no TensorFlow is needed.
 *
 * <p>What may come in: more of what TensorBoard shows, from the tables of {@code results} alone.
 * Nothing here may end a run.
 */
@NullMarked
package org.hyperprism.report.tensorboard;

import org.jspecify.annotations.NullMarked;
