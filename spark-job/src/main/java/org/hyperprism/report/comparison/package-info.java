/**
 * Runs side by side: what differs between them, which are repetitions of one another, and what
 * their numbers say in one sentence.
 *
 * <pre>{@code
 * List<RecordedRun> runs = RecordedRuns.read(List.of("runs/a", "runs/b"), HadoopSettings.current());
 * Comparison comparison = Comparison.of(runs);
 * System.out.println(Headline.of(comparison));
 * for (Series series : comparison.series()) {
 *   System.out.println(series.name() + " " + series.finalAccuracies());
 * }
 * }</pre>
 *
 * <p>What may come in: other numbers over several runs. How they are drawn is the business of
 * {@code report.figure} and {@code report.page}.
 */
@NullMarked
package org.hyperprism.report.comparison;

import org.jspecify.annotations.NullMarked;
