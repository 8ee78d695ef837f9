package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.ExampleMethods.adomPlus;
import static org.hyperprism.method.ExampleMethods.decentLam;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.heavyBall;
import static org.hyperprism.method.ExampleMethods.hyperPrism;
import static org.hyperprism.method.ExampleMethods.inEpochs;
import static org.hyperprism.method.ExampleMethods.mudag;
import static org.hyperprism.method.ExampleMethods.nonBlockingSwarmSgd;
import static org.hyperprism.method.ExampleMethods.quasiGlobalMomentum;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;
import static org.hyperprism.method.ExampleMethods.swarmSgd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.message.MessageLoss;
import org.hyperprism.method.Float64Network;
import org.hyperprism.method.LearningRateSchedule;
import org.hyperprism.method.LearningRateSchedule.Shape;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.Adom;
import org.hyperprism.method.baseline.AdomPlus;
import org.hyperprism.method.baseline.Mudag;
import org.hyperprism.method.baseline.NonBlockingSwarmSgd;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rounds of the engine, in float32 and in blocks, against the plain float64 loop: softmax
 * regression, each device with samples of its own and all of them in every mini-batch.
 */
class Float64TwinTest {

  private static final int DEVICES = 7;
  private static final int SAMPLES = 6;
  private static final int ROUNDS = 8;
  private static final ModelDefinition MODEL = ModelZoo.definition("lr", 1, 3, 3, 3);
  private static final LinkSchedule LINKS = new RandomDensity(DEVICES, 0.4, 6);

  private static final MirrorScale EQUATION_6 = new MirrorScale.Constant(1);
  private static final MirrorScale LAYER = new MirrorScale.Layer();

  private static final ExponentSchedule FALLING =
      new ExponentSchedule.Changing(3, 1, 4, ExponentSchedule.Shape.LINEAR);

  private final List<Samples> shards = new ArrayList<>();
  private final GradientOracle oracle = new ReferenceSoftmax().oracle(MODEL, SAMPLES);
  private final Batch batch = new Batch(SAMPLES, MODEL.features());

  Float64TwinTest() {
    Random random = new Random(12);
    for (int i = 0; i < DEVICES; i++) {
      float[] values = new float[SAMPLES * MODEL.features()];
      int[] labels = new int[SAMPLES];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) random.nextGaussian();
      }
      for (int k = 0; k < SAMPLES; k++) {
        labels[k] = random.nextInt(3);
      }
      shards.add(Samples.ofFloats(new FeatureShape(1, 3, 3), 3, values, labels));
    }
  }

  static List<Method> methods() {
    LocalTraining plain = LocalTraining.plain(0.1, 1);
    LocalTraining momentum = new LocalTraining(0.1, 1, 0.9, 1e-3);
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    LocalTraining scheduled =
        new LocalTraining(0.1, 2, 0, 0.9, 1e-3, schedule(Shape.COSINE, ROUNDS), 0.8);
    LocalTraining stepped =
        new LocalTraining(0.1, 1, 0, 0, 0, schedule(Shape.STEP, ROUNDS), Double.POSITIVE_INFINITY);
    LocalTraining epochs = inEpochs(plain, 2);
    return List.of(
        dpsgd(StepOrder.ATC, scheduled, 2),
        dpsgd(StepOrder.CTA, stepped, 3),
        hyperPrism(FALLING, FALLING, StepOrder.PRIMAL, scheduled),
        hyperPrism(FALLING, FALLING, StepOrder.ATC, stepped),
        swarmSgd(SwarmSgd.Mode.MATCHING, false, scheduled, 2),
        new Mudag(new Mudag.Settings(10, 1, 0.99), scheduled),
        new Adom(problem, stepped),
        new AdomPlus(
            problem, new LocalTraining(1, 1, 0, 0, 0, schedule(Shape.COSINE, ROUNDS), 0.8)),
        heavyBall(0.9, true, scheduled),
        gradientTracking(scheduled),
        stochasticGradientPush(scheduled),
        decentLam(0.9, scheduled),
        quasiGlobalMomentum(0.9, 0.9, scheduled),
        hyperPrism(1, 1, StepOrder.BOTH, momentum, 2),
        hyperPrism(FALLING, FALLING, StepOrder.PRIMAL, momentum),
        hyperPrism(FALLING, FALLING, StepOrder.ATC, plain),
        hyperPrism(3, StepOrder.ATC, EQUATION_6, 0.03, 0.9, LocalTraining.plain(0.01, 2)),
        hyperPrism(3, StepOrder.CTA, EQUATION_6, 0.1, 0, LocalTraining.plain(0.01, 2)),
        hyperPrism(2.5, StepOrder.BOTH, EQUATION_6, 0.1, 0.5, LocalTraining.plain(0.01, 1)),
        hyperPrism(9, StepOrder.PRIMAL, EQUATION_6, 0.1, 0, plain),
        hyperPrism(3, StepOrder.ATC, LAYER, 0.03, 0.9, LocalTraining.plain(0.1, 2)),
        dpsgd(StepOrder.ATC, momentum, 2),
        dpsgd(StepOrder.CTA, plain, 3),
        swarmSgd(SwarmSgd.Mode.MATCHING, false, momentum, 2),
        swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, true, plain, 1),
        nonBlockingSwarmSgd(false, 0, 1, momentum, 2),
        nonBlockingSwarmSgd(true, 16, 1e-4, plain, 1),
        nonBlockingSwarmSgd(true, 16, 1e-4, SwarmSgd.Rounding.NEAREST, plain, 1),
        mudag(0.1, 10, 1, 0.99),
        mudag(0.1, 10, 3, 0.99),
        adom(0.1, problem, 2),
        adomPlus(0.1, problem),
        heavyBall(0.9, false, momentum),
        gradientTracking(momentum),
        decentLam(0.9, momentum),
        decentLam(0.7, LocalTraining.plain(0.1, 2)),
        quasiGlobalMomentum(0.9, 0.9, momentum),
        quasiGlobalMomentum(0.7, 0.8, LocalTraining.plain(0.1, 2)),
        quasiGlobalMomentum(0.7, 0.8, epochs),
        new Adom(problem, epochs),
        heavyBall(0.7, true, LocalTraining.plain(0.1, 2)));
  }

  private static LearningRateSchedule schedule(Shape shape, int rounds) {
    return new LearningRateSchedule(shape, 2, 3, 0.3, rounds);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theEngineFollowsThePlainLoop(Method method) {
    assertFollows(method, 0);
  }

  /** Methods over links that carry one way, lose messages, or both. */
  static Arguments[] badLinks() {
    LocalTraining plain = LocalTraining.plain(0.1, 1);
    LinkSchedule oneWay = new DirectedRandom(DEVICES, 2, 6);
    Method push = stochasticGradientPush(new LocalTraining(0.1, 2, 0.9, 1e-3));
    Method mean = dpsgd(StepOrder.ATC, plain, 1);
    return new Arguments[] {
      Arguments.of(push, new Communication(oneWay, MixingRule.METROPOLIS, 0, false, false)),
      Arguments.of(push, new Communication(oneWay, null, 0.2, false, false)),
      Arguments.of(push, new Communication(oneWay, null, 0.2, true, false)),
      Arguments.of(push, new Communication(LINKS, null, 0.2, true, false)),
      Arguments.of(mean, new Communication(oneWay, null, 0, false, false)),
      Arguments.of(mean, new Communication(oneWay, null, 0.2, false, false)),
      Arguments.of(mean, new Communication(LINKS, null, 0.2, false, false)),
      Arguments.of(mean, new Communication(LINKS, null, 0.2, true, false)),
      Arguments.of(mudag(0.1, 10, 3, 0.99), new Communication(LINKS, null, 0.2, true, false)),
    };
  }

  @ParameterizedTest
  @MethodSource("badLinks")
  void theEngineFollowsThePlainLoopOverBadLinks(Method method, Communication communication) {
    assertFollows(method, 0, communication);
  }

  /** What the engine draws for its messages. */
  private static boolean isLost(
      Communication communication, Method method, Graph graph, int[] exchange, int[] edge) {
    int receiver = edge[0];
    boolean[] lost = new boolean[graph.degree(receiver)];
    long number = (long) exchange[0] * method.exchanges() + exchange[1];
    new MessageLoss(communication.messageLoss(), new RandomStreams(Float64Network.SEED), number)
        .mark(receiver, lost, 0, lost.length);
    int n = 0;
    while (graph.neighbour(receiver, n) != edge[1]) {
      n++;
    }
    return lost[n];
  }

  @Test
  void weightsBySamplesAreThoseOfTheMeanOverAllSamples() {
    for (int i = 0; i < DEVICES; i++) {
      shards.set(i, shards.get(i).select(IntStream.range(i % 3, SAMPLES).toArray()));
    }
    double mean = shards.stream().mapToInt(Samples::count).average().orElseThrow();
    assertFollows(dpsgd(StepOrder.ATC, new LocalTraining(0.1, 2, 0.9, 1e-3), 2), mean);
    assertFollows(gradientTracking(LocalTraining.plain(0.1, 1)), mean);
  }

  private void assertFollows(Method method, double meanSamples) {
    assertFollows(method, meanSamples, Communication.over(LINKS));
  }

  private void assertFollows(Method method, double meanSamples, Communication communication) {
    float[] start = MODEL.initialParameters(new RandomStreams(Float64Network.SEED));
    double[][] starts = new double[DEVICES][start.length];
    for (double[] row : starts) {
      for (int k = 0; k < start.length; k++) {
        row[k] = start[k];
      }
    }
    Float64Network network =
        new Float64Network(
            method,
            communication.links(),
            MODEL.layout(),
            starts,
            (device, weights, gradient) -> {
              double loss = gradient(device, weights, gradient);
              if (meanSamples != 0) {
                double weight = shards.get(device).count() / meanSamples;
                Arrays.setAll(gradient, k -> weight * gradient[k]);
              }
              return loss;
            });
    network
        .losing(
            (round, exchange, receiver, sender) ->
                isLost(
                    communication,
                    method,
                    communication.links().graph(round),
                    new int[] {round, exchange},
                    new int[] {receiver, sender}),
            communication.acknowledged())
        .rounds(ROUNDS);
    DeviceBlock block = engine(method, communication, ROUNDS, KernelProvider.CPU, meanSamples);
    // One grid step of the quantiser, for a value that float32 rounds to the other side.
    double tolerance = method instanceof NonBlockingSwarmSgd ? 1.1e-4 : 3e-6;
    double moved = 0;
    for (int i = 0; i < DEVICES; i++) {
      double[] expected = network.vector(i, Method.MODEL);
      for (int k = 0; k < start.length; k++) {
        double actual = block.vectors()[VectorPlan.MODEL][block.offset(i) + k];
        assertThat(actual).isCloseTo(expected[k], within(tolerance));
        moved = Math.max(moved, Math.abs(expected[k] - start[k]));
      }
    }
    assertThat(moved).isGreaterThan(0.01);
  }

  /** Where there is an OpenCL device. Two rounds, because roots magnify last bits near 0. */
  @Test
  void roundsWithOpenClAreThoseOfTheProcessorButForTheLastBits() {
    try (MixingKernel kernel = KernelProvider.OPENCL.open()) {
      assumeThat(kernel.getClass().getSimpleName()).startsWith("OpenCl");
    }
    Method method = hyperPrism(2.5, 2.5, StepOrder.ATC, LocalTraining.plain(0.1, 1), 1);
    Communication links = Communication.over(LINKS);
    DeviceBlock processor = engine(method, links, 2, KernelProvider.CPU, 0);
    DeviceBlock openCl = engine(method, links, 2, KernelProvider.OPENCL, 0);
    float[] expected = processor.vectors()[VectorPlan.MODEL];
    float[] actual = openCl.vectors()[VectorPlan.MODEL];
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).isCloseTo(expected[k], within(1e-5f));
    }
    assertThat(actual).isNotEqualTo(expected);
  }

  private double gradient(int device, double[] weights, double[] gradient) {
    float[] rounded = new float[weights.length];
    for (int k = 0; k < weights.length; k++) {
      rounded[k] = (float) weights[k];
    }
    batch.resize(shards.get(device).count());
    BatchSampler.fill(shards.get(device), 0, batch);
    float[] result = new float[weights.length];
    double loss = oracle.gradient(rounded, 0, batch, result, 0);
    for (int k = 0; k < weights.length; k++) {
      gradient[k] = result[k];
    }
    return loss;
  }

  /** The rounds in one block. */
  private DeviceBlock engine(
      Method method,
      Communication communication,
      int rounds,
      KernelProvider kernels,
      double meanSamples) {
    RoundDefinition definition =
        new RoundDefinition(
                method,
                new Training(MODEL, new ReferenceSoftmax(), SAMPLES, meanSamples),
                communication,
                Float64Network.SEED)
            .with(kernels);
    OneBlock block = new OneBlock(RoundProgram.of(definition), shards);
    for (int round = 1; round <= rounds; round++) {
      block.round(round);
    }
    return block.devices();
  }
}
