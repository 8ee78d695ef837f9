/**
 * What links that vary with time do: per round, and over all rounds.
 *
 * <pre>{@code
 * LinkStatistics statistics =
 *     LinkStatistics.of(new RandomDensity(20, 0.3, seed), 1, 100, MixingRule.METROPOLIS);
 * OptionalInt window = statistics.window(); // B of assumption 5.1
 * double gap = statistics.spectralGapPerRound();
 * }</pre>
 *
 * <p>Beyond 200 devices no matrix is built, and an eigenvalue that is then only bounded says so.
 *
 * <p>What may come in: another quantity of a graph or of a sequence of graphs, as numbers. How they
 * look is the business of {@code report.links}.
 */
@NullMarked
package org.hyperprism.topology.statistics;

import org.jspecify.annotations.NullMarked;
