package org.hyperprism.engine.rdd;

import org.apache.spark.Partitioner;

/** Key b goes to partition b: a block's number is its partition for the whole run. */
final class BlockPartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int blocks;

  BlockPartitioner(int blocks) {
    this.blocks = blocks;
  }

  @Override
  public int numPartitions() {
    return blocks;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockPartitioner partitioner && partitioner.blocks == blocks;
  }

  @Override
  public int hashCode() {
    return blocks;
  }
}
