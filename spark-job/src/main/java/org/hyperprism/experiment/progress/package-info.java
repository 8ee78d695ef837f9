/**
 * What is said of a run while it goes on: its pace, the time that is left and the latest accuracy,
 * in words.
 *
 * <pre>{@code
 * RunObserver lines = new ProgressLines(System.out::println);
 * lines.methodStarted("dpsgd", 1, 100);
 * String rest = Durations.text(80); // 1 min 20 s
 * }</pre>
 *
 * <p>What may come in: how numbers of progress are worded, for a log, a notebook and the command
 * line alike. What a terminal shows, and how a person ends a run, is in {@code cli.progress}.
 */
@NullMarked
package org.hyperprism.experiment.progress;

import org.jspecify.annotations.NullMarked;
