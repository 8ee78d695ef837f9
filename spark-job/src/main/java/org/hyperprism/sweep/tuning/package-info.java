/**
 * Searches for settings of methods: candidates are run as a sweep, or stopped early when they are
 * the worst, and the best on validation samples are written as a file that a configuration
 * includes.
 *
 * <pre>{@code
 * TuningConfiguration tuning = TuningLoader.load(Path.of("conf/tuning.conf"), List.of());
 * RunOptions options = new RunOptions(Optional.of("runs/tuning"), false, false);
 * System.out.print(new Tuning(tuning, options, observer).run().hocon());
 * }</pre>
 *
 * <p>Successive halving is by Jamieson and Talwalkar, Non-stochastic best arm identification and
 * hyperparameter optimization, AISTATS 2016.
 *
 * <p>What may come in: other ways to choose which candidates run, and for how long.
 */
@NullMarked
package org.hyperprism.sweep.tuning;

import org.jspecify.annotations.NullMarked;
