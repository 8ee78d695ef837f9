package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.algorithm.Algorithm;
import org.hyperprism.algorithm.DeviceVectors;
import org.hyperprism.algorithm.LocalGradient;
import org.hyperprism.algorithm.Workspace;
import org.hyperprism.compute.Neighbourhood;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;

/**
 * A round on one block of devices, in the three pieces between which data moves: local steps,
 * links, aggregation; and the evaluation of a block. Pure functions of their arguments: a task that
 * is retried gives the same bits again.
 *
 * @param algorithm the method
 * @param model the architecture
 * @param backend computes the gradients
 * @param links the graph of each round
 * @param seed the experiment's seed
 * @param batchSize samples per mini-batch, >= 1
 */
public record RoundProgram(
    Algorithm algorithm,
    ModelDefinition model,
    GradientBackend backend,
    LinkSchedule links,
    long seed,
    int batchSize)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Test samples looked at together; bounds the memory of an evaluation. */
  private static final int EVALUATION_BATCH = 500;

  /** Every device at the common start. */
  DeviceBlock initialBlock(BlockLayout layout, int block) {
    float[] start = model.initialParameters(new RandomStreams(seed));
    DeviceBlock devices =
        DeviceBlock.zeros(
            layout.first(block), layout.size(block), start.length, algorithm.stateVectors());
    for (int i = 0; i < devices.count(); i++) {
      System.arraycopy(
          start, 0, devices.vectors()[Algorithm.MODEL], devices.offset(i), start.length);
    }
    return devices;
  }

  /** The local steps of a round; {@code shards} holds the samples of each device of the block. */
  SteppedBlock step(DeviceBlock block, List<Samples> shards, int round) {
    long begin = System.nanoTime();
    DeviceBlock stepped = block.copyWithVectors(algorithm.roundVectors());
    double[] trainingLoss =
        OraclePool.with(backend, model, batchSize, oracle -> step(stepped, shards, round, oracle));
    return new SteppedBlock(stepped, trainingLoss, secondsSince(begin));
  }

  private double[] step(DeviceBlock block, List<Samples> shards, int round, GradientOracle oracle) {
    Workspace workspace = new Workspace(block.parameters());
    DeviceVectors device = new DeviceVectors(block.vectors());
    BatchSampler sampler = new BatchSampler(new RandomStreams(seed));
    Batch batch = new Batch(batchSize, model.features());
    double[] trainingLoss = new double[block.count()];
    for (int i = 0; i < block.count(); i++) {
      Samples samples = shards.get(i);
      LocalGradient gradient =
          (localStep, weights, offset, target, targetOffset) -> {
            sampler.next(samples, batch);
            return oracle.gradient(weights, offset, batch, target, targetOffset);
          };
      sampler.begin(block.first() + i, round);
      device.moveTo(block.offset(i));
      trainingLoss[i] = algorithm.localStep(device, gradient, workspace);
    }
    return trainingLoss;
  }

  /** The links that leave a block in a round. */
  EdgeBlock edges(BlockLayout layout, int block, int round) {
    return EdgeBlock.of(links.graph(round), layout, block);
  }

  /** The aggregation of a round: the block's next state out of the packets that reached it. */
  DeviceBlock aggregate(DeviceBlock stepped, List<Packet> arrived) {
    DeviceBlock next =
        DeviceBlock.zeros(
            stepped.first(), stepped.count(), stepped.parameters(), algorithm.stateVectors());
    Routing.Inbox inbox = new Routing.Inbox(stepped, arrived);
    Workspace workspace = new Workspace(stepped.parameters());
    Neighbourhood neighbourhood = new Neighbourhood();
    DeviceVectors current = new DeviceVectors(stepped.vectors());
    DeviceVectors following = new DeviceVectors(next.vectors());
    for (int i = 0; i < stepped.count(); i++) {
      inbox.neighbourhood(i, neighbourhood);
      current.moveTo(stepped.offset(i));
      following.moveTo(next.offset(i));
      algorithm.aggregate(current, neighbourhood, workspace, following);
    }
    return next;
  }

  /** Each device's own model on the test samples, in device order. */
  List<Evaluation> evaluate(DeviceBlock block, Samples test) {
    int capacity = Math.min(EVALUATION_BATCH, test.count());
    return OraclePool.with(
        backend, model, capacity, oracle -> evaluate(block, test, capacity, oracle));
  }

  private List<Evaluation> evaluate(
      DeviceBlock block, Samples test, int capacity, GradientOracle oracle) {
    Batch batch = new Batch(capacity, model.features());
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      evaluations.add(Evaluation.NOTHING);
    }
    for (int from = 0; from < test.count(); from += capacity) {
      batch.resize(Math.min(capacity, test.count() - from));
      BatchSampler.fill(test, from, batch);
      for (int i = 0; i < block.count(); i++) {
        Evaluation part = oracle.evaluate(block.vectors()[Algorithm.MODEL], block.offset(i), batch);
        evaluations.set(i, evaluations.get(i).plus(part));
      }
    }
    return evaluations;
  }

  static double secondsSince(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }
}
