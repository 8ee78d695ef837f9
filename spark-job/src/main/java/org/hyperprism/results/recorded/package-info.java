/**
 * Runs and sweeps read again from their directories, to be shown and compared: complete ones,
 * unfinished ones, failed ones, and those of older versions, whose tables have fewer columns.
 *
 * <pre>{@code
 * List<RecordedRun> runs = RecordedRuns.read(List.of("runs/base"), HadoopSettings.current());
 * RecordedTable rounds = runs.get(0).rounds();
 * for (int row = 0; row < rounds.size(); row++) {
 *   System.out.println(rounds.text(row, "method") + " " + rounds.number(row, "accuracy_mean"));
 * }
 * }</pre>
 *
 * <p>What may come in: the reading of another file of a run. To go on with a run is the business of
 * {@code results}, which accepts nothing but its own version's files.
 */
@NullMarked
package org.hyperprism.results.recorded;

import org.jspecify.annotations.NullMarked;
