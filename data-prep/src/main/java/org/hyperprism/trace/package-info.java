/**
 * Traces of links that vary with time: one row for every directed link that is up in a round, as
 * generators write them and experiments read them.
 *
 * <pre>{@code
 * record TwoDevices() implements TraceSource {
 *   @Override
 *   public TraceInformation information() {
 *     return new TraceInformation(2, 10, Map.of("source", "by hand"));
 *   }
 *
 *   @Override
 *   public List<TraceLink> round(int round) {
 *     return List.of(new TraceLink(round, 0, 1), new TraceLink(round, 1, 0));
 *   }
 * }
 * }</pre>
 *
 * <p>{@code trace.table} stores a trace and reads it again; {@code trace.contact} and {@code
 * trace.ns3} make traces from contacts and by simulation.
 *
 * <p>What may come in: what all traces have. Another source of traces is a package below this one.
 * Graphs and schedules are no part of a trace and live in {@code topology}.
 */
@NullMarked
package org.hyperprism.trace;

import org.jspecify.annotations.NullMarked;
