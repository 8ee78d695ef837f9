/**
 * Links as text, table, picture and film: what {@code hyperprism links show} prints and draws.
 *
 * <pre>{@code
 * LinkSchedule links = new RandomDensity(20, 0.3, seed);
 * LinkStatistics statistics = LinkStatistics.of(links, 1, 100, MixingRule.METROPOLIS);
 * System.out.print(StatisticsText.of(statistics));
 * String svg = new LinksPicture("density 0.3", links, statistics).svg(17);
 * }</pre>
 *
 * <p>One drawing serves pixels, SVG and animated GIF through {@link
 * org.hyperprism.report.drawing.Canvas}.
 *
 * <p>What may come in: another panel. The numbers come from {@code topology.statistics}.
 */
@NullMarked
package org.hyperprism.report.links;

import org.jspecify.annotations.NullMarked;
