/**
 * What several kinds of links are drawn with: lists and sets of links, walks over pairs, and the
 * search for devices that are close to each other.
 *
 * <pre>{@code
 * UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS, 0, round);
 * Geometric gap = new Geometric(0.1); // every pair is linked with probability 0.1
 * PairCursor pair = new PairCursor(50);
 * LinkList links = new LinkList();
 * for (long at = gap.failures(random); at < PairCursor.pairs(50); at += 1 + gap.failures(random)) {
 *   pair.moveTo(at);
 *   links.add(pair.first(), pair.second());
 * }
 * Graph graph = links.toGraph(50);
 * }</pre>
 *
 * <p>Nothing here knows a setting, a round or a seed; random numbers are handed in. Time and memory
 * grow with the links or the devices, not with the pairs: links are drawn anew in each round, for
 * ten thousand devices too.
 *
 * <p>What may come in: what two kinds of links have in common in how they are drawn. What one kind
 * alone needs stays beside it in {@code topology.schedule}.
 */
@NullMarked
package org.hyperprism.topology.drawing;

import org.jspecify.annotations.NullMarked;
