/**
 * What blocks hold: the vectors of their devices, and the edges between devices in a round.
 *
 * <p>The devices 0 to m - 1 of a run are cut into consecutive blocks, the {@link
 * org.hyperprism.engine.block.BlockLayout}. Of each block there is a {@link
 * org.hyperprism.engine.block.DeviceBlock} with all that its devices know, and in each round an
 * {@link org.hyperprism.engine.block.EdgeBlock} with whom they can talk to.
 *
 * <pre>{@code
 * BlockLayout layout = BlockLayout.of(50, 4);
 * DeviceBlock devices = DeviceBlock.zeros(layout.first(2), layout.size(2), 7850, 1, 0);
 * float[] models = devices.vectors()[0];
 * float bias = models[devices.offset(3) + 7849]; // of the block's fourth device
 *
 * RoundTopology topology = new RoundTopology(links.graph(round), MixingRule.METROPOLIS);
 * EdgeBlock edges = EdgeBlock.of(topology, layout, 2);
 * for (int edge = edges.firstEdge(3); edge < edges.firstEdge(3) + edges.degree(3); edge++) {
 *   int neighbour = edges.neighbour(edge);
 *   double weight = edges.weight(edge);
 * }
 * }</pre>
 *
 * <p>Arrays are handed out as they are, not copied. A block may be written to until it has left the
 * function that made it; from then on many tasks may read it, and nobody changes it.
 *
 * <p>What may come in: state that lies with a block's devices, and how it is laid out in memory.
 * What travels belongs to {@code engine.message}, what is written to disk to {@code
 * engine.checkpoint}, what a round does with a block to {@code engine} and {@code engine.device}.
 * Nothing here knows Spark.
 */
@NullMarked
package org.hyperprism.engine.block;

import org.jspecify.annotations.NullMarked;
