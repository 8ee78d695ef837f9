/**
 * How long rounds take and what they cost in energy, on devices that exist on paper alone.
 *
 * <p>A {@link org.hyperprism.simulation.Fleet} is what the devices are: how fast each computes, how
 * fast and how well links carry, how many watts each draws, and until when a round waits. With what
 * a method does in a round, its {@link org.hyperprism.simulation.Workload}, and the links that it
 * uses, it gives a {@link org.hyperprism.simulation.Timetable}: seconds, joules, who is late, and
 * how many steps each takes. All of it follows from settings and keyed streams, so that any JVM can
 * make any round's, in any order.
 *
 * <p>A round is a barrier. With the symbols of {@code spark-job/docs/time-and-energy.md}, a device
 * i computes for c_i seconds and then its radio is busy for r_i; the slowest ends the round:
 *
 * <pre>
 *   c_i = gradients * samples * flops / speed_i
 *   r_i = out_i + in_i, or max(out_i, in_i) with a full-duplex radio
 *   T   = max_i (c_i + r_i)
 * </pre>
 *
 * <pre>{@code
 * Fleet fleet =
 *     new Fleet(
 *         new double[] {1e9, 2e9},
 *         List.of(new Power(5, 3, 2.5, 2), new Power(5, 3, 2.5, 2)),
 *         LinkTimes.constant(1e6, 0.01),
 *         false,
 *         0,
 *         Lateness.NONE,
 *         seed);
 * Workload workload = new Workload(new int[] {1, 1}, new double[] {1e9, 1e9}, 1, 1000);
 * RoundTimes times = new Timetable(fleet, workload, links, false).of(1);
 * double seconds = times.seconds();
 * }</pre>
 *
 * <p>What may come in: another way to say a number of devices or links, another profile of a device
 * with its published measurement. Files are read above, where Hadoop is known.
 */
@NullMarked
package org.hyperprism.simulation;

import org.jspecify.annotations.NullMarked;
