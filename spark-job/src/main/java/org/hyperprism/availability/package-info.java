/**
 * When devices are there: all the time, by a table, or by day; from when they join until they leave
 * for good, and as long as their batteries last.
 *
 * <p>An {@link org.hyperprism.availability.Availability} speaks of times, in rounds or in simulated
 * seconds. Where they are rounds, who is there follows from the number of a round:
 *
 * <pre>{@code
 * Pattern day = new Pattern.DayNight(10, 0.5, new double[] {1, 6});
 * double never = Double.POSITIVE_INFINITY;
 * Availability availability =
 *     new Availability(day, new double[] {1, 1}, new double[] {never, 30});
 * LinkSchedule present = new PresentLinks(links, new RoundAttendance(availability));
 * boolean isThere = !present.isAbsent(1, 17);
 * }</pre>
 *
 * <p>Where they are seconds, or batteries run out, it also follows from what the rounds before
 * took, which {@code simulation} reckons from a {@link org.hyperprism.availability.Presence}.
 *
 * <p>What may come in: another pattern, without files; what a setting says is read above.
 */
@NullMarked
package org.hyperprism.availability;

import org.jspecify.annotations.NullMarked;
