package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.rdd.BlockRdd;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.spark.JavaSerialized;
import scala.Tuple2;

/** What the driver is told of devices in Spark partitions, each as one job; no model is. */
final class DistributedMetrics {

  private DistributedMetrics() {}

  /** Each device's own model on the test samples, in ascending device id. */
  static List<Evaluation> evaluations(
      BlockRdd<DeviceBlock> devices,
      JavaBroadcast<RoundProgram> program,
      JavaBroadcast<Samples> test) {
    return devices
        .map((block, own) -> program.value().evaluate(own, test.value()))
        .toDriver()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The same, and what honest devices' own models make of each class. */
  static ModelEvaluations evaluationsByClass(
      BlockRdd<DeviceBlock> devices,
      JavaBroadcast<RoundProgram> program,
      JavaBroadcast<Samples> test) {
    return ModelEvaluations.together(
        devices.map((block, own) -> program.value().evaluateByClass(own, test.value())).toDriver());
  }

  /** Of each class, how many test samples each device's own model knows. */
  static List<int[]> known(
      BlockRdd<DeviceBlock> devices,
      JavaBroadcast<RoundProgram> program,
      JavaBroadcast<Samples> test) {
    return devices.map((block, own) -> program.value().known(own, test.value())).toDriver().stream()
        .flatMap(List::stream)
        .toList();
  }

  /** See {@link ConsensusDistance}. */
  static double consensusDistance(BlockRdd<DeviceBlock> devices, int count, int parameters) {
    int chunks = ConsensusDistance.chunks(parameters);
    double[] sums = new double[chunks];
    JavaPairRDD<Integer, Double> sumsOfChunks = chunkSums(devices, chunks);
    for (Tuple2<Integer, Double> sum : sumsOfChunks.collect()) {
      sums[sum._1()] = sum._2();
    }
    BlockRdd.removeShuffles(sumsOfChunks.rdd());
    return ConsensusDistance.of(sums, count);
  }

  private static JavaPairRDD<Integer, Double> chunkSums(BlockRdd<DeviceBlock> devices, int chunks) {
    return devices
        .values()
        .flatMapToPair(
            block -> {
              List<Tuple2<Integer, JavaSerialized<ConsensusDistance.Slice>>> slices =
                  new ArrayList<>();
              for (int chunk = 0; chunk < chunks; chunk++) {
                slices.add(
                    new Tuple2<>(
                        chunk, new JavaSerialized<>(ConsensusDistance.slice(block, chunk))));
              }
              return slices.iterator();
            })
        .groupByKey(devices.getNumPartitions())
        .mapValues(DistributedMetrics::sumOfSquares);
  }

  private static double sumOfSquares(Iterable<JavaSerialized<ConsensusDistance.Slice>> sent) {
    List<ConsensusDistance.Slice> slices = new ArrayList<>();
    sent.forEach(slice -> slices.add(slice.value()));
    return ConsensusDistance.sumOfSquares(slices);
  }

  /** See {@link SmallWeights}. */
  static double fractionOfSmallWeights(
      BlockRdd<DeviceBlock> devices, int count, ParameterLayout parameters) {
    long small =
        devices.map((block, own) -> SmallWeights.count(own, parameters)).toDriver().stream()
            .mapToLong(Long::longValue)
            .sum();
    return SmallWeights.fraction(small, count, parameters);
  }

  /** CRC-32 of each device's model, in ascending device id. */
  static long[] checksums(BlockRdd<DeviceBlock> devices) {
    return devices.map((block, own) -> own.checksums()).toDriver().stream()
        .flatMapToLong(Arrays::stream)
        .toArray();
  }
}
