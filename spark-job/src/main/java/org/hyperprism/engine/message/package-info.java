/**
 * What devices send each other in an exchange: messages between blocks, their bytes in Spark's
 * shuffle, which of them are lost, and the inbox of each receiver.
 *
 * <pre>{@code
 * VectorPlan plan = method.vectors();
 * BlockLayout layout = BlockLayout.of(50, 2);
 * DeviceBlock low = DeviceBlock.zeros(0, 25, 7850, plan.living(), plan.scalars());
 * DeviceBlock high = DeviceBlock.zeros(25, 25, 7850, plan.living(), plan.scalars());
 * RoundTopology topology = new RoundTopology(links.graph(round), method.mixing());
 * EdgeBlock ofLow = EdgeBlock.of(topology, layout, 0);
 * EdgeBlock ofHigh = EdgeBlock.of(topology, layout, 1);
 *
 * List<Message> arrived = new ArrayList<>(Message.cut(low, plan, ofLow.neededBy(0)));
 * arrived.addAll(Message.cut(high, plan, ofHigh.neededBy(0)));
 *
 * MessageLoss loss = new MessageLoss(0.1, new RandomStreams(seed), 0);
 * Inbox inbox = new Inbox(low, ofLow, plan, arrived, true, Losses.unnoticed(loss), null);
 * inbox.open(3); // of the block's fourth device
 * WeightedVectors models = inbox.received(Method.MODEL);
 * }</pre>
 *
 * <p>A message holds the rows of each sender once, however many of its neighbours are in the block
 * it goes to, and no links: the receiver has those. Every receiver walks its neighbours in
 * ascending id, so the order in which messages arrive is no part of the result.
 *
 * <p>What may come in: another way to write or to lose messages. What a method makes of them
 * belongs to {@code method}, who carries them to {@code engine}. Of Spark it uses the serialiser
 * and the estimate of sizes.
 */
@NullMarked
package org.hyperprism.engine.message;

import org.jspecify.annotations.NullMarked;
