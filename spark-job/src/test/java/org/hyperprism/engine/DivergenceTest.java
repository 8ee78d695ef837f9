package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.ExampleMethods.adomPlus;
import static org.hyperprism.method.ExampleMethods.decentLam;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.heavyBall;
import static org.hyperprism.method.ExampleMethods.mudag;
import static org.hyperprism.method.ExampleMethods.nonBlockingSwarmSgd;
import static org.hyperprism.method.ExampleMethods.quasiGlobalMomentum;
import static org.hyperprism.method.ExampleMethods.swarmSgd;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.ExampleMethods;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.method.hyperprism.MappingRule;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.partition.Assignment;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One device whose numbers are not finite in some rounds, among ten whose are. */
@WithSpark
class DivergenceTest {

  private static final int DEVICES = 11;
  private static final int DIVERGING = 4;
  private static final int ROUNDS = 8;
  private static final int SAMPLES = 400;
  private static final int FEATURES = 20;
  private static final long SEED = 20;
  private static final LocalTraining STEP = LocalTraining.plain(0.05, 1);

  private final JavaSparkContext spark;
  @TempDir Path directory;

  DivergenceTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Test
  void theRowsOfWeightsAreRenormalisedWithoutTheDevice() {
    // All samples in every batch: the device diverges in round 1.
    RoundDefinition definition = definition(dpsgd(), DivergingDevice.Kind.NAN_GRADIENT, 0.5, 400);
    OneBlock block =
        OneBlock.of(RoundProgram.of(definition), TrainingData.of(train(), assignment()));
    SteppedBlock sent = block.step(1);
    SteppedBlock received = block.exchange(sent, 1, 0);

    EdgeBlock edges = sent.edges();
    double[][] weight = new double[DEVICES][DEVICES];
    int neighbours = 0;
    for (int i = 0; i < DEVICES; i++) {
      for (int e = edges.firstEdge(i); e < edges.firstEdge(i) + edges.degree(i); e++) {
        neighbours += edges.neighbour(e) == DIVERGING ? 1 : 0;
        weight[i][edges.neighbour(e)] = edges.weight(e);
      }
    }
    assertThat(neighbours).isBetween(1, DEVICES - 2);
    assertThat(received.report().droppedMessages()).isEqualTo(neighbours);
    assertThat(received.report().divergence()).isNull();
    for (int i = 0; i < DEVICES; i++) {
      double others = 0;
      for (double a : weight[i]) {
        others += a;
      }
      weight[i][i] = 1 - others;
      double left = 1 - weight[i][DIVERGING];
      for (int k = 0; k < sent.block().parameters(); k++) {
        double mean = 0;
        for (int j = 0; j < DEVICES; j++) {
          mean +=
              weight[i][j] == 0 || j == DIVERGING
                  ? 0
                  : weight[i][j] * sent.block().vectors()[0][sent.block().offset(j) + k];
        }
        mean /= left;
        assertThat((double) received.block().vectors()[0][received.block().offset(i) + k])
            .isCloseTo(mean, within(1e-6 * Math.abs(mean) + 1e-9));
      }
    }
  }

  /** Methods, and whether they send what diverges or keep it at home for a round. */
  static List<Arguments> methods() {
    LocalTraining momentum = new LocalTraining(0.05, 1, 0.9, 5e-4);
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    List<Arguments> methods = new ArrayList<>();
    for (StepOrder order : StepOrder.values()) {
      methods.add(arguments(named("HyperPrism " + order, learning(order)), order != StepOrder.CTA));
    }
    methods.add(arguments(named("D-PSGD ATC", dpsgd()), true));
    methods.add(
        arguments(named("D-PSGD CTA", ExampleMethods.dpsgd(StepOrder.CTA, momentum, 2)), false));
    methods.add(
        arguments(named("SwarmSGD", swarmSgd(SwarmSgd.Mode.MATCHING, false, momentum, 1)), true));
    methods.add(
        arguments(
            named("SwarmSGD non-blocking", nonBlockingSwarmSgd(false, 8, 1e-3, momentum, 1)),
            false));
    methods.add(arguments(named("Mudag", mudag(0.05, 10, 2, 0.99)), true));
    methods.add(arguments(named("ADOM", adom(0.05, problem, 2)), true));
    methods.add(arguments(named("ADOM+", adomPlus(0.05, problem)), false));
    methods.add(arguments(named("heavy ball", heavyBall(0.9, true, momentum)), true));
    methods.add(arguments(named("QG-DSGDm", quasiGlobalMomentum(0.9, 0.9, momentum)), true));
    methods.add(arguments(named("DecentLaM", decentLam(0.9, momentum)), true));
    methods.add(arguments(named("DSGT", gradientTracking(momentum)), true));
    return methods;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRunThatDropsGoesOnWithTheSameBitsEverywhere(Method method, boolean sendsItsStep) {
    List<Object> expected = run(EngineMode.LOCAL, 1, method, sendsItsStep);
    assertThat(run(EngineMode.LOCAL, 3, method, sendsItsStep)).isEqualTo(expected);
    assertThat(run(EngineMode.DISTRIBUTED, 1, method, sendsItsStep)).isEqualTo(expected);
    assertThat(run(EngineMode.DISTRIBUTED, 3, method, sendsItsStep)).isEqualTo(expected);
  }

  /** Messages dropped in each round, then the models' checksum and evaluations. */
  private List<Object> run(EngineMode mode, int partitions, Method method, boolean sendsItsStep) {
    List<Object> outcome = new ArrayList<>();
    RoundDefinition definition = definition(method, DivergingDevice.Kind.NAN_GRADIENT, 0.5, 16);
    try (Engine engine = engine(mode, definition, partitions)) {
      for (int round = 1; round <= ROUNDS; round++) {
        RoundReport report = engine.round(round);
        assertThat(report.divergence()).as("round %d", round).isNull();
        for (double[] exponents : report.exponents()) {
          assertThat(exponents).doesNotContain(Double.NaN).doesNotContain(0);
        }
        outcome.add(report.droppedMessages());
      }
      if (sendsItsStep) {
        assertThat(outcome).contains(0L).anyMatch(dropped -> (long) dropped > 0);
      } else {
        assertThat(outcome).containsOnly(0L);
      }
      outcome.add(engine.checksum());
      for (Evaluation evaluation : engine.evaluate(train())) {
        assertThat(evaluation.meanLoss()).isFinite().isLessThan(5);
        outcome.add(evaluation);
      }
    }
    return outcome;
  }

  @Test
  void aDeviceLeftAloneEndsTheRun() {
    for (EngineMode mode : EngineMode.values()) {
      RoundDefinition definition = definition(dpsgd(), DivergingDevice.Kind.NAN_GRADIENT, 0, 400);
      try (Engine engine = engine(mode, definition, 3)) {
        Divergence divergence = Objects.requireNonNull(engine.round(1).divergence());
        assertThat(divergence.device()).isEqualTo(DIVERGING);
        assertThat(divergence.what()).contains("not finite after its aggregation");
      }
    }
  }

  @Test
  void anInfiniteLossEndsTheRunUnlessToldOtherwise() {
    for (EngineMode mode : EngineMode.values()) {
      RoundDefinition stopping =
          definition(
              dpsgd(),
              new DivergingDevice(DivergingDevice.Kind.INFINITE_LOSS),
              0.5,
              400,
              NonFinite.STOP);
      try (Engine engine = engine(mode, stopping, 3)) {
        assertThat(engine.round(1).divergence())
            .isEqualTo(new Divergence(0, DIVERGING, "the loss of its mini-batches is Infinity"));
      }
      RoundDefinition going = definition(dpsgd(), DivergingDevice.Kind.INFINITE_LOSS, 0.5, 400);
      try (Engine engine = engine(mode, going, 3)) {
        RoundReport report = engine.round(1);
        assertThat(report.divergence()).isNull();
        assertThat(report.droppedMessages()).isZero();
        assertThat(report.trainingLoss()[DIVERGING]).isInfinite();
      }
    }
  }

  @Test
  void theFirstDeviceAndPhaseAreNamed() {
    for (EngineMode mode : EngineMode.values()) {
      RoundDefinition definition =
          definition(
              dpsgd(),
              new DivergingDevice(DivergingDevice.Kind.NAN_GRADIENT),
              0.5,
              400,
              NonFinite.STOP);
      try (Engine engine = engine(mode, definition, 3)) {
        // Lower devices are spoilt too, but by the aggregation.
        assertThat(engine.round(1).divergence())
            .isEqualTo(
                new Divergence(
                    0,
                    DIVERGING,
                    "its vectors hold numbers that are not finite after its local step"));
      }
    }
  }

  private static Method dpsgd() {
    return ExampleMethods.dpsgd(StepOrder.ATC, STEP, 1);
  }

  private static Method learning(StepOrder order) {
    return ExampleMethods.learningHyperPrism(
        order,
        MappingRule.RECEIVER,
        new MirrorScale.Constant(1),
        new HypernetworkSettings(
            List.of(1.0, 3.0, 5.0),
            ExponentSelection.EXPECTATION,
            0.5,
            8,
            8,
            1,
            false,
            ExponentLoss.OWN,
            false),
        STEP,
        ParameterLayout.of(ModelPart.DECISION, 1));
  }

  private Engine engine(EngineMode mode, RoundDefinition definition, int partitions) {
    return new Engines(mode, spark, partitions)
        .create(
            definition,
            TrainingData.of(train(), assignment()),
            new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration()),
            0);
  }

  private static RoundDefinition definition(
      Method method, DivergingDevice.Kind kind, double density, int batchSize) {
    return definition(method, new DivergingDevice(kind), density, batchSize, NonFinite.DROP);
  }

  private static RoundDefinition definition(
      Method method, DivergingDevice backend, double density, int batchSize, NonFinite nonFinite) {
    return new RoundDefinition(
            method,
            new Training(model(), backend, batchSize),
            Communication.over(new RandomDensity(DEVICES, density, SEED)),
            SEED)
        .with(nonFinite);
  }

  private static ModelDefinition model() {
    return ModelZoo.definition("lr", 1, 4, 5, 3);
  }

  /** Sample s is on device s mod 11. */
  private static Assignment assignment() {
    int[][] samples = new int[DEVICES][];
    for (int device = 0; device < DEVICES; device++) {
      int first = device;
      samples[device] = IntStream.range(0, SAMPLES).filter(s -> s % DEVICES == first).toArray();
    }
    return new Assignment(samples);
  }

  /** Three Gaussian classes; one sample of the diverging device is marked. */
  private static Samples train() {
    float[] values = GaussianClasses.values(1, SAMPLES, FEATURES);
    values[DIVERGING * FEATURES] = DivergingDevice.MARK;
    return Samples.ofFloats(
        new FeatureShape(1, 4, 5),
        GaussianClasses.CLASSES,
        values,
        GaussianClasses.labels(SAMPLES));
  }
}
