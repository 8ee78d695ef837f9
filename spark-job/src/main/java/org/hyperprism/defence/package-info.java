/**
 * What receivers do against attackers: each a way to change the models that reached a device before
 * its method averages them, by a linear mean or a power mean.
 *
 * <pre>{@code
 * DefenceSettings settings =
 *     new DefenceSettings(DefenceKind.MEDIAN, 0.2, OptionalDouble.empty(), 1, 0.3, 1, 0.5);
 * Defence median = settings.over(100).orElseThrow();
 * WeightedVectors received = new WeightedVectors();
 * received.add(own, 0, 0.5);
 * received.add(neighbours, 0, 0.5);
 * int self = median.apply(received, 0, own.length, round, new Scratch());
 * }</pre>
 *
 * <p>What may come in: another {@link org.hyperprism.defence.Defence}, which knows the vectors that
 * one receiver has, and nothing else. What attackers do is a kind of {@code attack}.
 */
@NullMarked
package org.hyperprism.defence;

import org.jspecify.annotations.NullMarked;
