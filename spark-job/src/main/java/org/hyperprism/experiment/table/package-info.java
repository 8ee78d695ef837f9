/**
 * Tables of devices and links that settings name: a number for each of them, or the times at which
 * devices are there.
 *
 * <pre>{@code
 * double[] speeds = AmountTable.read("time.speed", "speeds.csv").ofDevices(20);
 * String text = Files.readString(Path.of("times.csv"));
 * Pattern.Times times = AvailabilityTable.read(text, "times.csv", 20, TimeUnit.ROUNDS);
 * }</pre>
 *
 * <p>What may come in: another table with a row a device or link. Which setting names it, and what
 * comes of it, is the business of {@code experiment.input} and {@code experiment.links}.
 */
@NullMarked
package org.hyperprism.experiment.table;

import org.jspecify.annotations.NullMarked;
