/**
 * Devices that lie to others: who they are, and what they send or train on in the place of what
 * they have.
 *
 * <pre>{@code
 * AttackSettings settings =
 *     new AttackSettings(AttackKind.SIGN_FLIP, 0.1, Placement.RANDOM, 1, 3, 10, 1.5, 0.5);
 * Attack attack = Attack.of(settings, links, new RandomStreams(seed));
 * VectorView sent = VectorView.of(own);
 * if (attack.isAttacker(device) && attack.altersMessages(round)) {
 *   attack.alter(sent, own.length, sent, device, round);
 * }
 * }</pre>
 *
 * <p>What may come in: another {@link org.hyperprism.attack.AttackKind}, which acts on the samples
 * of one device, or on what it sends by what it knows itself. What a receiver does against it is a
 * class of {@code defence}.
 */
@NullMarked
package org.hyperprism.attack;

import org.jspecify.annotations.NullMarked;
