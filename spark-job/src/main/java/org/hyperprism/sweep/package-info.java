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
 * <p>A search for settings is a sweep over candidates, from which the best on validation samples is
 * taken:
 *
 * <pre>{@code
 * TuningConfiguration tuning = TuningLoader.load(Path.of("conf/tuning.conf"), List.of());
 * RunOptions options = new RunOptions(Optional.of("runs/tuning"), false, false);
 * System.out.print(new Tuning(tuning, options, observer).run().hocon());
 * }</pre>
 *
 * <p>Small experiments run side by side as tasks of one Spark job, large ones one after the other;
 * the results are the same bits. Every experiment has a run directory of its own, so that a sweep
 * that was cut off is resumed.
 *
 * <p>What may come in: other ways to choose experiments, and other tables over their summaries. How
 * one experiment runs is the business of {@code experiment}.
 */
@NullMarked
package org.hyperprism.sweep;

import org.jspecify.annotations.NullMarked;
