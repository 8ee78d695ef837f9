/**
 * Blocks that Spark carries: {@code BlockRdd} has one element in each partition, that of the block
 * of the partition's number, made from those of the same number and from messages between blocks;
 * {@code ShuffleMeter} counts what is shuffled for it.
 *
 * <p>An element may be anything Java serialises, whatever serialiser the session has:
 *
 * <pre>{@code
 * BlockRdd<Integer> blocks = BlockRdd.of(spark.sc(), 4, block -> block);
 * List<Integer> doubled = blocks.map((block, number) -> 2 * number).toDriver();
 * }</pre>
 *
 * <p>What may come in: what moves blocks between Spark's tasks and knows neither devices nor
 * rounds; those are {@code engine}'s.
 */
@NullMarked
package org.hyperprism.engine.rdd;

import org.jspecify.annotations.NullMarked;
