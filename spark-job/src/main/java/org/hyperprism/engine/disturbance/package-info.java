/**
 * What keeps rounds from being those of honest devices that are all in time and send all they have,
 * over blocks of devices: attackers send what they do not have, late devices show what they sent
 * last, compressed messages what they say, and without a common clock gradients are those of models
 * read before.
 *
 * <pre>{@code
 * Disturbances disturbances = Disturbances.NONE;
 * VectorPlan plan = disturbances.plan(method);
 * DeviceBlock block = DeviceBlock.zeros(0, 25, 7850, plan.living(), plan.scalars());
 * DeviceBlock sent = disturbances.lies(method).of(block, round, 0); // the same, as nobody lies
 * }</pre>
 *
 * <p>What may come in: another reason for which a device does not do what its method says. Who
 * attacks belongs to {@code attack}, what receivers do to {@code defence}, who is late to {@code
 * simulation}, what a message says to {@code compression}, who meets whom and when to {@code
 * asynchrony}.
 */
@NullMarked
package org.hyperprism.engine.disturbance;

import org.jspecify.annotations.NullMarked;
