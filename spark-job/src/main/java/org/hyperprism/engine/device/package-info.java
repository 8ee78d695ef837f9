/**
 * A device as its method sees it in each part of a round, and what a task lends it to compute with.
 *
 * <p>Methods are written against three interfaces of {@code method}; here is what stands behind
 * them: {@link org.hyperprism.engine.device.CommonStart} before the first round, {@link
 * org.hyperprism.engine.device.LocalDevice} during the local steps, {@link
 * org.hyperprism.engine.device.ReceivingDevice} after an exchange. Each is a view of one device of
 * a block that moves on to the next, and belongs to one thread.
 *
 * <pre>{@code
 * BlockLayout layout = BlockLayout.of(50, 2);
 * RandomStreams random = new RandomStreams(seed);
 * VectorPlan plan = method.vectors();
 * DeviceBlock block = CommonStart.of(method, plan, model, InitialModels.drawn(model, random), random, layout, 0);
 * DeviceBlock stepped = block.copyWithVectors(plan.living());
 * RoundTopology topology = new RoundTopology(links.graph(round), method.mixing());
 * List<Samples> shards = Collections.nCopies(block.count(), samples);
 * double loss =
 *     Workspace.with(
 *         backend,
 *         model,
 *         128,
 *         workspace -> {
 *           double[] losses = new double[stepped.count()];
 *           workspace.step(
 *               stepped.count(),
 *               tools ->
 *                   new LocalDevice(
 *                       stepped, plan, topology, shards, tools, random, method.training(), 0, round,
 *                       LocalWork.ofRound(round)),
 *               (view, index) -> {
 *                 view.moveTo(index);
 *                 losses[index] = method.localStep(view).loss();
 *               });
 *           return losses[3]; // of the block's fourth device
 *         });
 * }</pre>
 *
 * <p>Gradient oracles and kernels cost more to make than a round of a small model takes. A {@link
 * org.hyperprism.engine.device.Workspace} and {@link
 * org.hyperprism.engine.device.AggregationKernels} lend them to one task at a time and keep them
 * for as long as the JVM lives. Where a GPU computes the gradients of several devices together, a
 * {@code StepGroup} lets those of a block step at the same time, and at each gradient they meet
 * those of other blocks, in a {@code GradientMeeting}.
 *
 * <p>What may come in: another part of a round in which a method is asked, and what such a part
 * computes with. The walk over the devices of a block, and who pauses, belong to {@code engine}.
 * Nothing here knows Spark.
 */
@NullMarked
package org.hyperprism.engine.device;

import org.jspecify.annotations.NullMarked;
