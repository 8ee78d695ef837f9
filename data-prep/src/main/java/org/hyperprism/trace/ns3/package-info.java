/**
 * Traces from NS-3: devices that move and send broadcast probes over 802.11a in ad hoc mode.
 *
 * <p>The simulation is a C++ program under a licence of its own (folder {@code data-prep/ns3}),
 * which travels here as source, is built on this machine against its NS-3, and runs as a process
 * apart.
 *
 * <pre>{@code
 * Ns3Generator generator = new Ns3Generator(Path.of("cache"), System.out::println);
 * Ns3Options options = Ns3Options.standard(50, 100, 1);
 * DensityTarget target = new DensityTarget(0.5, 0.5, DensityTarget.Found.AREA);
 * try (Ns3Trace trace = generator.generate(options, target)) {
 *   List<TraceLink> links = trace.round(17);
 * }
 * }</pre>
 *
 * <p>What may come in: another model of movement or fading, as an option here and in the C++
 * program.
 */
@NullMarked
package org.hyperprism.trace.ns3;

import org.jspecify.annotations.NullMarked;
