/**
 * What a person sees of a run or a sweep while it goes on, and how they end it: progress as a bar
 * on a terminal or as lines in a log, the pace, the time that is left, and Ctrl-C.
 *
 * <p>The commands that run something hand {@link org.hyperprism.cli.progress.ProgressDisplay} to
 * the experiment, which tells it of every round and asks it after each whether to go on:
 *
 * <pre>{@code
 * PrintWriter out = new PrintWriter(System.out, true);
 * try (Interruption interruption = Interruption.watch(out)) {
 *   RunObserver display = new ProgressDisplay(out, false, interruption);
 *   display.started("a run");
 * }
 * }</pre>
 *
 * <p>What may come in: another way to show progress, and how numbers of it are worded. No command,
 * and no exit code. {@link org.hyperprism.cli.progress.Printable} is for whatever a terminal shows.
 */
@NullMarked
package org.hyperprism.cli.progress;

import org.jspecify.annotations.NullMarked;
