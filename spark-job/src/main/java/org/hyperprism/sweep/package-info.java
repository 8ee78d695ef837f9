/**
 * Sweeps: many experiments that differ in a few settings, in one Spark session, and the tables that
 * compare them.
 *
 * <pre>{@code
 * SweepConfiguration sweep =
 *     SweepLoader.load(Path.of("conf/paper/table-2.conf"), List.of("sweep.seed=[1,2,3]"));
 * RunOptions options = new RunOptions(Optional.of("runs/table-2"), false, false);
 * SweepResults results = new Sweep(sweep, options, cell -> true, observer).run();
 * System.out.print(results.markdown());
 * }</pre>
 *
 * <p>Small experiments run side by side as tasks of one Spark job, large ones one after the other;
 * the results are the same bits. Every experiment has a run directory of its own, so that a sweep
 * that was cut off is resumed.
 *
 * <p>What may come in: other tables over the summaries of experiments. What an axis is, is the
 * business of {@code sweep.axis}; how one experiment runs, that of {@code experiment}.
 */
@NullMarked
package org.hyperprism.sweep;

import org.jspecify.annotations.NullMarked;
