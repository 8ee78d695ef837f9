package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;
import org.hyperprism.topology.schedule.RandomDensity;
import org.jspecify.annotations.Nullable;

/**
 * A round on one block of devices, in the pieces between which data moves: local steps, links,
 * aggregations; and the evaluation of a block. Pure functions of their arguments: a task that is
 * retried gives the same bits again.
 */
public final class RoundProgram implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Test samples looked at together; bounds the memory of an evaluation. */
  private static final int EVALUATION_BATCH = 500;

  private record LatestTopology(int round, RoundTopology topology) {}

  private final Method method;
  private final VectorPlan plan;
  private final ModelDefinition model;
  private final GradientBackend backend;
  private final LinkSchedule links;
  private final Communication communication;
  private final long seed;
  private final int batchSize;
  private final NonFinite nonFinite;
  private final KernelProvider kernels;

  /** The tasks of a JVM ask for the same round's links again and again. */
  private transient @Nullable LatestTopology latestTopology;

  /**
   * @param method the method
   * @param model the architecture
   * @param backend computes the gradients
   * @param communication how the devices reach each other; the method may use fewer links
   * @param seed the experiment's seed
   * @param batchSize samples per mini-batch, >= 1
   * @param nonFinite what becomes of vectors with numbers that are not finite
   */
  public RoundProgram(
      Method method,
      ModelDefinition model,
      GradientBackend backend,
      Communication communication,
      long seed,
      int batchSize,
      NonFinite nonFinite) {
    this(method, model, backend, communication, seed, batchSize, nonFinite, KernelProvider.CPU);
  }

  /**
   * The same with a choice of
   *
   * @param kernels what computes the aggregations
   */
  public RoundProgram(
      Method method,
      ModelDefinition model,
      GradientBackend backend,
      Communication communication,
      long seed,
      int batchSize,
      NonFinite nonFinite,
      KernelProvider kernels) {
    this.kernels = kernels;
    this.method = method;
    this.plan = method.vectors();
    this.model = model;
    this.backend = backend;
    this.communication = communication;
    this.links = method.links(communication.links(), new RandomStreams(seed));
    this.seed = seed;
    this.batchSize = batchSize;
    this.nonFinite = nonFinite;
  }

  /** The same among a few devices, each linked to every other. */
  RoundProgram among(int devices) {
    return new RoundProgram(
        method,
        model,
        backend,
        Communication.over(new RandomDensity(devices, 1, seed)),
        seed,
        batchSize,
        nonFinite,
        kernels);
  }

  ModelDefinition model() {
    return model;
  }

  VectorPlan plan() {
    return plan;
  }

  /** Exchanges in a round, >= 1. */
  int exchanges() {
    return method.exchanges();
  }

  /** Every device at the common start. */
  DeviceBlock initialBlock(BlockLayout layout, int block) {
    RandomStreams random = new RandomStreams(seed);
    float[] start = model.initialParameters(random);
    DeviceBlock devices =
        DeviceBlock.zeros(
            layout.first(block), layout.size(block), start.length, plan.kept(), plan.scalars());
    BlockDevice.BeforeTheFirstRound device =
        new BlockDevice.BeforeTheFirstRound(devices, plan, model.layout(), random);
    for (int i = 0; i < devices.count(); i++) {
      System.arraycopy(
          start, 0, devices.vectors()[VectorPlan.MODEL], devices.offset(i), start.length);
      device.moveTo(i);
      method.start(device);
    }
    return devices;
  }

  /** The local steps of a round; {@code shards} holds the samples of each device of the block. */
  SteppedBlock step(DeviceBlock block, List<Samples> shards, int round) {
    long begin = System.nanoTime();
    DeviceBlock stepped = block.copyWithVectors(plan.living());
    double[] trainingLoss = new double[block.count()];
    double[] effectiveStep = new double[block.count()];
    Workspace.with(
        backend,
        model,
        batchSize,
        workspace -> {
          LocalDevice device = localDevice(stepped, shards, round, workspace);
          for (int i = 0; i < stepped.count(); i++) {
            if (communication.pauses(stepped.first() + i, round)) {
              trainingLoss[i] = Double.NaN;
              effectiveStep[i] = Double.NaN;
              continue;
            }
            device.moveTo(i);
            LocalReport report = method.localStep(device);
            trainingLoss[i] = report.loss();
            effectiveStep[i] = report.effectiveStep();
            if (nonFinite == NonFinite.DROP && !stepped.isFinite(i)) {
              undoUnsent(stepped, block, i);
            }
          }
          return stepped;
        });
    Divergence divergence =
        nonFinite == NonFinite.DROP
            ? null
            : Divergence.first(
                ofLosses(stepped, trainingLoss, round),
                Divergence.of(stepped, 0, "after its local step"));
    return new SteppedBlock(
        stepped,
        RoundReport.ofLocalSteps(trainingLoss, effectiveStep, divergence, secondsSince(begin)));
  }

  /**
   * Takes back what a device's step that is not finite did to all that stays at home. What it sends
   * is left as it is: that is dropped where it arrives.
   */
  private void undoUnsent(DeviceBlock stepped, DeviceBlock before, int index) {
    int offset = stepped.offset(index);
    for (int v = 0; v < plan.living(); v++) {
      float[] vector = stepped.vectors()[v];
      if (plan.sentNumbers().contains(v)) {
        continue;
      }
      if (v < plan.kept()) {
        System.arraycopy(before.vectors()[v], offset, vector, offset, stepped.parameters());
      } else {
        Arrays.fill(vector, offset, offset + stepped.parameters(), 0);
      }
    }
    int numbers = stepped.numbers();
    System.arraycopy(before.memory(), index * numbers, stepped.memory(), index * numbers, numbers);
  }

  private LocalDevice localDevice(
      DeviceBlock block, List<Samples> shards, int round, Workspace workspace) {
    return new LocalDevice(
        block,
        plan,
        topology(round),
        shards,
        workspace,
        new RandomStreams(seed),
        method.learningRate(),
        round);
  }

  private @Nullable Divergence ofLosses(DeviceBlock block, double[] losses, int round) {
    for (int i = 0; i < losses.length; i++) {
      boolean trained = !communication.pauses(block.first() + i, round);
      if (trained && !Double.isFinite(losses[i])) {
        return new Divergence(0, block.first() + i, "the loss of its mini-batches is " + losses[i]);
      }
    }
    return null;
  }

  /** The links that leave a block in a round. */
  EdgeBlock edges(BlockLayout layout, int block, int round) {
    return EdgeBlock.of(topology(round), layout, block);
  }

  /** The links that reach a block in a round from some devices, in ascending order. */
  EdgeBlock.Edges edgesTo(int[] senders, BlockLayout layout, int block, int round) {
    return EdgeBlock.toBlock(topology(round), senders, layout, block);
  }

  /**
   * The aggregation after an exchange: the block's next vectors out of the packets that reached it;
   * after the last exchange, those that are kept.
   *
   * @param exchange from 0
   */
  SteppedBlock aggregate(SteppedBlock sent, List<Packet> arrived, int round, int exchange) {
    long begin = System.nanoTime();
    DeviceBlock next = sent.block().copyWithVectors(plan.living());
    Inbox inbox =
        new Inbox(
            sent.block(),
            plan,
            arrived,
            nonFinite,
            new MessageLoss(
                communication.messageLoss(),
                new RandomStreams(seed),
                (long) round * exchanges() + exchange));
    AggregationKernels.with(
        kernels,
        kernel -> {
          ReceivingDevice device =
              new ReceivingDevice(next, plan, model.layout(), topology(round), inbox, kernel);
          aggregate(device, next, round, exchange);
          return next;
        });
    DeviceBlock left = exchange == exchanges() - 1 ? next.withFirstVectors(plan.kept()) : next;
    return new SteppedBlock(
        left,
        sent.report()
            .plusAggregation(
                exponents(left),
                Divergence.of(left, 1 + exchange, "after its aggregation"),
                inbox,
                secondsSince(begin)));
  }

  private void aggregate(ReceivingDevice device, DeviceBlock block, int round, int exchange) {
    for (int i = 0; i < block.count(); i++) {
      if (communication.pauses(block.first() + i, round)) {
        continue;
      }
      device.moveTo(i);
      if (device.self() < 0) {
        plan.sent().forEach(vector -> device.mean(vector, vector));
      }
      method.aggregate(exchange, device);
    }
  }

  private double[][] exponents(DeviceBlock block) {
    List<ModelPart> parts = parts(model.layout());
    double[][] exponents = new double[block.count()][parts.size()];
    for (int i = 0; i < block.count(); i++) {
      for (int part = 0; part < parts.size(); part++) {
        exponents[i][part] = method.exponent(parts.get(part), block.memory(), i * block.numbers());
      }
    }
    return exponents;
  }

  /** The parts that a model has, each once, in the order of {@link RoundReport#exponents()}. */
  public static List<ModelPart> parts(ParameterLayout layout) {
    return layout.ranges().stream().map(ParameterLayout.Range::part).distinct().sorted().toList();
  }

  private RoundTopology topology(int round) {
    MixingRule chosen = communication.weights();
    MixingRule mixing = chosen == null ? method.mixing() : chosen;
    synchronized (this) {
      if (latestTopology == null || latestTopology.round != round) {
        latestTopology = new LatestTopology(round, new RoundTopology(links.graph(round), mixing));
      }
      return latestTopology.topology;
    }
  }

  /** Each device's own model on the test samples, in device order. */
  List<Evaluation> evaluate(DeviceBlock block, Samples test) {
    int capacity = Math.min(EVALUATION_BATCH, test.count());
    return Workspace.with(
        backend, model, capacity, workspace -> evaluate(block, test, capacity, workspace));
  }

  private List<Evaluation> evaluate(
      DeviceBlock block, Samples test, int capacity, Workspace workspace) {
    // Evaluations are rare and their batches large, so this one is not kept.
    Batch batch = new Batch(capacity, model.features());
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      evaluations.add(Evaluation.NOTHING);
    }
    for (int from = 0; from < test.count(); from += capacity) {
      batch.resize(Math.min(capacity, test.count() - from));
      BatchSampler.fill(test, from, batch);
      List<Evaluation> parts =
          workspace.oracle().evaluate(block.vectors()[VectorPlan.MODEL], 0, block.count(), batch);
      for (int i = 0; i < block.count(); i++) {
        evaluations.set(i, evaluations.get(i).plus(parts.get(i)));
      }
    }
    return evaluations;
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }
}
