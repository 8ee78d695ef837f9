/**
 * HyperPrism, the method that the project is named after, with what no other method has: exponents
 * that are fixed, change over the rounds or are learned, and steps in the mirror space.
 *
 * <p>{@link org.hyperprism.method.hyperprism.HyperPrism} reads like the paper; it asks {@code
 * Exponents} for the p of each part, which asks a device's {@link
 * org.hyperprism.method.hyperprism.hypernetwork.Hypernetwork} where p is learned, or an {@link
 * org.hyperprism.method.hyperprism.ExponentSchedule}:
 *
 * <pre>{@code
 * ExponentSchedule falling =
 *     new ExponentSchedule.Changing(9, 1, 40, ExponentSchedule.Shape.GEOMETRIC);
 * }</pre>
 *
 * <p>What may come in: what reads or chooses an exponent or a mirror map. Steps and vectors that
 * other methods use too belong in {@code method}, arithmetic over parameters in {@code compute}.
 */
@NullMarked
package org.hyperprism.method.hyperprism;

import org.jspecify.annotations.NullMarked;
