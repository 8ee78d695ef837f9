/**
 * Links made of another schedule's links: held for several rounds, without those that drop out, or
 * only some of them chosen, such as a matching.
 *
 * <p>Each wraps the other, whatever kind it is, and leaves places and absences to it:
 *
 * <pre>{@code
 * LinkSchedule drawn = new RandomDensity(50, 0.5, seed);
 * LinkSchedule slow = new HeldFor(drawn, 10);
 * LinkSchedule lossy = new LinkDropOut(slow, 0.1, seed);
 * LinkSchedule pairs = new RandomMatching(lossy, new RandomStreams(seed));
 * Graph graph = pairs.graph(17);
 * }</pre>
 *
 * <p>What may come in: another record that is a {@link
 * org.hyperprism.topology.derived.DerivedSchedule} and works over any base. Kinds of links that a
 * configuration names are in {@code topology.schedule}, which may use these.
 */
@NullMarked
package org.hyperprism.topology.derived;

import org.jspecify.annotations.NullMarked;
