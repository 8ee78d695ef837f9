package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** One RDD element per block, keyed by the block's number, each in the partition of that number. */
final class SparkBlocks {

  /** What becomes of one block. */
  @FunctionalInterface
  interface BlockFunction<A, B> extends Serializable {
    B apply(int block, A value);
  }

  private SparkBlocks() {}

  /** One element per block that holds only its number. */
  static JavaPairRDD<Integer, Integer> numbers(
      JavaSparkContext spark, BlockPartitioner partitioner) {
    int blocks = partitioner.numPartitions();
    List<Tuple2<Integer, Integer>> numbers =
        new ArrayList<>(
            IntStream.range(0, blocks).mapToObj(block -> new Tuple2<>(block, block)).toList());
    return spark.parallelizePairs(numbers, blocks).partitionBy(partitioner);
  }

  /** Maps every block where it is: no data moves, and Spark knows it. */
  static <A, B> JavaPairRDD<Integer, B> map(
      JavaPairRDD<Integer, A> blocks, BlockFunction<A, B> function) {
    return blocks.mapPartitionsToPair(
        elements -> {
          List<Tuple2<Integer, B>> mapped = new ArrayList<>();
          while (elements.hasNext()) {
            Tuple2<Integer, A> element = elements.next();
            mapped.add(new Tuple2<>(element._1(), function.apply(element._1(), element._2())));
          }
          return mapped.iterator();
        },
        true);
  }

  /** What every block holds, at the driver, in ascending block; metrics only. */
  static <A> List<A> collect(JavaPairRDD<Integer, A> blocks) {
    List<Tuple2<Integer, A>> elements = new ArrayList<>(blocks.collect());
    elements.sort(Comparator.comparingInt(Tuple2::_1));
    return elements.stream().map(Tuple2::_2).toList();
  }
}
