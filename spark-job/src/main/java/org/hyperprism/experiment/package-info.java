/**
 * An experiment: all methods of a configuration on the same data, start, links and batches, and the
 * run directory that holds what they gave.
 *
 * <pre>{@code
 * ExperimentConfiguration configuration =
 *     ConfigurationLoader.load(Optional.of(Path.of("conf/quickstart.conf")), List.of("rounds=10"));
 * RunOptions options = new RunOptions(Optional.of("runs/mine"), false, false);
 * Summary summary = new Experiment(configuration, options, observer).run();
 * }</pre>
 *
 * <p>Here settings become objects: backend, methods and mode are chosen from the configuration,
 * data, model and links come from {@code experiment.input}, everything that can be wrong with them
 * is found before the run directory is touched, and an engine carries the rounds out.
 *
 * <p>{@code Experiment}, {@code InMemoryExperiment} and {@code ExperimentBatch} are three ways to
 * run one: into a directory, in memory, and as a Spark task. All three make a {@code Preparation},
 * what the methods share, and hand it to {@code MethodRun} with a {@code RunContext}, which says
 * where engines come from and what is kept of each round.
 *
 * <p>What may come in: what an experiment needs between its settings and its results. What is
 * chosen by name lives below and is not named here.
 */
@NullMarked
package org.hyperprism.experiment;

import org.jspecify.annotations.NullMarked;
