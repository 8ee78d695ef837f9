/**
 * Which links are up in each round: one class for each way to decide it.
 *
 * <p>A schedule is a pure function of the round. It may be asked for any round, in any order, by
 * many threads and JVMs, and draws its random numbers from streams of the seed and the round alone.
 *
 * <pre>{@code
 * LinkSchedule moving =
 *     new RandomWaypoint(50, new WaypointMobility(130, 1, 5, 0, 1), new Reach.ExactDensity(0.5), seed);
 * LinkSchedule lossy = new LinkDropOut(moving, 0.1, seed);
 * Graph graph = lossy.graph(17);
 * }</pre>
 *
 * <p>Schedules that change another one, such as {@link
 * org.hyperprism.topology.derived.LinkDropOut}, are in {@code topology.derived} and wrap it.
 *
 * <p>What may come in: another record that is a {@link org.hyperprism.topology.LinkSchedule}, with
 * its test against theory; its factory stands in it and has one line in the services file. How
 * links are drawn, where several kinds share it, is in {@code topology.drawing}.
 */
@NullMarked
package org.hyperprism.topology.schedule;

import org.jspecify.annotations.NullMarked;
