/**
 * Who can reach whom in a round, and with which mixing weights.
 *
 * <pre>{@code
 * LinkSchedule links = new RandomDensity(50, 0.5, seed);
 * RoundTopology round = new RoundTopology(links.graph(17), MixingRule.METROPOLIS);
 * Graph graph = round.graph();
 * for (int k = 0; k < graph.degree(0); k++) {
 *   double weight = round.weight(0, graph.neighbour(0, k));
 * }
 * }</pre>
 *
 * <p>The paper's symbols: m is {@code devices}, a_ij a mixing weight (eqs. 4 and 5 are Metropolis
 * weights), zeta the smallest of them, B the window of assumption 5.1. A link carries both ways
 * unless a graph is directed; an edge is one direction of it.
 *
 * <p>What may come in: another {@link org.hyperprism.topology.MixingRule}; what graphs and their
 * spectra need. Kinds of links are classes of {@code topology.schedule}, those that change another
 * of {@code topology.derived}.
 */
@NullMarked
package org.hyperprism.topology;

import org.jspecify.annotations.NullMarked;
