/**
 * The devices' state on disk: written block by block where the blocks are, read back under any
 * number of blocks, on any Hadoop file system.
 *
 * <pre>{@code
 * CheckpointStore store = new CheckpointStore("hdfs:///runs/a/checkpoints/dpsgd", hadoop);
 * DeviceBlock all = DeviceBlock.zeros(0, 50, 7850, 1, 0);
 * store.save(100, () -> store.write(100, all));
 *
 * int latest = store.latestRound().orElse(0);
 * DeviceBlock firstHalf = store.read(latest, BlockLayout.of(50, 2), 0);
 * }</pre>
 *
 * <p>A checkpoint counts when all of it is there. Until then the one before stays, and a run that
 * is killed at any moment finds one of the two. Each file appears whole or not at all ({@link
 * org.hyperprism.spark.WholeFile}) and carries a checksum.
 *
 * <p>What may come in: how state is written and read, and what is said when that fails. When a run
 * makes a checkpoint is decided in {@code experiment}. Of Spark it uses no more than what carries
 * Hadoop's settings to the executors.
 */
@NullMarked
package org.hyperprism.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
