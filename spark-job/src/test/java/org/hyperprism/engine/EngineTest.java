package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import static org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection.EXPECTATION;
import static org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection.HARD;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.FloatBytes;
import org.hyperprism.method.ExampleMethods;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.Central;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.HyperPrism;
import org.hyperprism.method.hyperprism.HyperPrismSettings.MomentumKind;
import org.hyperprism.method.hyperprism.MappingRule;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same run over different engines and partitions, on a small synthetic problem. */
@WithSpark
class EngineTest {

  private static final int DEVICES = SmallProblem.DEVICES;
  private static final int ROUNDS = 6;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  EngineTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Everything of a run that must not depend on how it is carried. */
  record Outcome(
      List<Double> trainingLoss,
      List<Double> exponents,
      List<Long> edges,
      List<Evaluation> evaluations,
      double consensusDistance,
      double smallWeights,
      String classes,
      long checksum) {}

  @ParameterizedTest
  @EnumSource(StepOrder.class)
  void everyEngineAndPartitionCountGivesTheSameBits(StepOrder order) {
    Method method = hyperPrism(3, 3, order, LocalTraining.plain(0.05, 1), 2);
    Outcome expected = run(EngineMode.LOCAL, method, 1, 0, ROUNDS);
    assertThat(expected.consensusDistance).isPositive();
    assertThat(run(EngineMode.LOCAL, method, 4, 0, ROUNDS)).isEqualTo(expected);
    for (int partitions : new int[] {1, 2, 3, 8, 200}) {
      assertThat(run(EngineMode.DISTRIBUTED, method, partitions, 0, ROUNDS))
          .as("%d partitions", partitions)
          .isEqualTo(expected);
    }
  }

  /** Methods with several vectors, exchanges, scalars and links of their own. */
  static List<Method> methods() {
    LocalTraining step = new LocalTraining(0.05, 1, 0.9, 5e-4);
    AcceleratedProblem problem = new AcceleratedProblem(10, 1e-3, 0);
    return List.of(
        swarmSgd(SwarmSgd.Mode.MATCHING, true, step, 2),
        nonBlockingSwarmSgd(false, 8, 1e-3, step, 1),
        mudag(0.05, 10, 3, 0.99),
        adom(0.05, problem, 2),
        adomPlus(0.05, problem),
        heavyBall(0.9, true, step),
        gradientTracking(step),
        stochasticGradientPush(step),
        decentLam(0.9, step),
        quasiGlobalMomentum(0.9, 0.9, inEpochs(step, 2)),
        learning(StepOrder.ATC, MappingRule.RECEIVER, EXPECTATION, 2, ExponentLoss.OWN, false),
        learning(StepOrder.CTA, MappingRule.SENDER, EXPECTATION, 1, ExponentLoss.OWN, true),
        learning(StepOrder.BOTH, MappingRule.CONSENSUS, HARD, 1, ExponentLoss.OWN, false),
        learning(
            StepOrder.PRIMAL, MappingRule.RECEIVER, EXPECTATION, 1, ExponentLoss.NEIGHBOURS, true));
  }

  private static HyperPrism learning(
      StepOrder order,
      MappingRule mapping,
      ExponentSelection selection,
      int localSteps,
      ExponentLoss loss,
      boolean averageSlopes) {
    return learning(order, mapping, selection, localSteps, loss, averageSlopes, 0.5);
  }

  private static HyperPrism learning(
      StepOrder order,
      MappingRule mapping,
      ExponentSelection selection,
      int localSteps,
      ExponentLoss loss,
      boolean averageSlopes,
      double hypernetworkRate) {
    HypernetworkSettings hypernetwork =
        new HypernetworkSettings(
            List.of(1.0, 3.0, 5.0),
            selection,
            hypernetworkRate,
            8,
            8,
            1,
            true,
            loss,
            averageSlopes);
    return ExampleMethods.learningHyperPrism(
        order,
        mapping,
        new MirrorScale.TenToMinusExponent(),
        hypernetwork,
        new LocalTraining(0.05, localSteps, 0.9, 5e-4),
        ParameterLayout.of(ModelPart.DECISION, 1));
  }

  /** With a hypernetwork that stands still the models are those of a fixed exponent, to the bit. */
  @ParameterizedTest
  @EnumSource(ExponentLoss.class)
  void whatTeachesTheExponentsTakesNoBatchFromTheLocalSteps(ExponentLoss loss) {
    Method learned =
        learning(StepOrder.PRIMAL, MappingRule.RECEIVER, HARD, 3, loss, true, Double.MIN_VALUE);
    Method fixed = hyperPrism(3, 3, StepOrder.PRIMAL, new LocalTraining(0.05, 3, 0.9, 5e-4), 3);
    assertThat(run(EngineMode.LOCAL, learned, 2, 0, 5).checksum)
        .isEqualTo(run(EngineMode.LOCAL, fixed, 2, 0, 5).checksum);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodGivesTheSameBitsEverywhereAndAfterAResume(Method method) {
    assertThat(sameEverywhere(method).consensusDistance).isPositive();
  }

  @Test
  void theMeanOfAllIsTheSameOnAllDevices() {
    LocalTraining step = new LocalTraining(0.05, 2, 0.9, 5e-4);
    assertThat(sameEverywhere(new Central(step)).consensusDistance).isZero();
  }

  private Outcome sameEverywhere(Method method) {
    Outcome expected = run(EngineMode.LOCAL, method, 1, 0, ROUNDS);
    assertThat(run(EngineMode.LOCAL, method, 4, 0, ROUNDS)).isEqualTo(expected);
    assertThat(run(EngineMode.DISTRIBUTED, method, 3, 0, ROUNDS)).isEqualTo(expected);
    try (Engine engine = engine(EngineMode.DISTRIBUTED, method, 2, 0, "method")) {
      for (int round = 1; round <= 3; round++) {
        engine.round(round);
      }
      engine.checkpoint(3);
    }
    try (Engine engine = engine(EngineMode.LOCAL, method, 3, 3, "method")) {
      for (int round = 4; round <= ROUNDS; round++) {
        engine.round(round);
      }
      assertThat(engine.checksum()).isEqualTo(expected.checksum);
    }
    return expected;
  }

  @Test
  void exponentOneEqualsDpsgdBitForBit() {
    for (StepOrder order : new StepOrder[] {StepOrder.ATC, StepOrder.CTA}) {
      Method hyperPrism = hyperPrism(1, 1, order, LocalTraining.plain(0.05, 1), 1);
      Method dpsgd = dpsgd(order, LocalTraining.plain(0.05, 1), 1);
      assertThat(run(EngineMode.DISTRIBUTED, hyperPrism, 3, 0, ROUNDS))
          .isEqualTo(run(EngineMode.DISTRIBUTED, dpsgd, 2, 0, ROUNDS));
    }
  }

  /** The mean of eq. 2 under the momentum of other papers; with exponent 1 it is theirs. */
  @Test
  void exponentOneEqualsTheMethodsWithMomentumBitForBit() {
    LocalTraining training = new LocalTraining(0.05, 2, 0.7, 5e-4);
    Map<MomentumKind, Method> twins =
        Map.of(
            MomentumKind.HEAVY_BALL, ExampleMethods.heavyBall(0.7, false, training),
            MomentumKind.AVERAGED, ExampleMethods.heavyBall(0.7, true, training),
            MomentumKind.QUASI_GLOBAL, ExampleMethods.quasiGlobalMomentum(0.7, 0.7, training));
    Set<Object> checksums = new HashSet<>();
    twins.forEach(
        (kind, twin) -> {
          Outcome expected = run(EngineMode.LOCAL, twin, 2, 0, ROUNDS);
          assertThat(run(EngineMode.LOCAL, hyperPrism(1, kind, training), 3, 0, ROUNDS))
              .as("%s", kind)
              .isEqualTo(expected);
          Method power = hyperPrism(3, kind, training);
          Outcome local = run(EngineMode.LOCAL, power, 1, 0, ROUNDS);
          assertThat(run(EngineMode.DISTRIBUTED, power, 3, 0, ROUNDS)).isEqualTo(local);
          checksums.add(expected.checksum);
          checksums.add(local.checksum);
        });
    assertThat(checksums).hasSize(6);
  }

  @ParameterizedTest
  @EnumSource(StepOrder.class)
  void aScheduleThatDoesNotChangeIsAConstantBitForBit(StepOrder order) {
    LocalTraining training = new LocalTraining(0.05, 2, 0.9, 5e-4);
    ExponentSchedule constant = new ExponentSchedule.Constant(3);
    Outcome expected =
        run(EngineMode.LOCAL, hyperPrism(constant, constant, order, training), 2, 0, ROUNDS);
    for (ExponentSchedule.Shape shape : ExponentSchedule.Shape.values()) {
      ExponentSchedule still = new ExponentSchedule.Changing(3, 3, 4, shape);
      assertThat(run(EngineMode.LOCAL, hyperPrism(still, still, order, training), 3, 0, ROUNDS))
          .as("%s", shape)
          .isEqualTo(expected);
    }
    ExponentSchedule falling =
        new ExponentSchedule.Changing(3, 1, 4, ExponentSchedule.Shape.GEOMETRIC);
    Method method = hyperPrism(falling, falling, order, training);
    Outcome changing = run(EngineMode.LOCAL, method, 2, 0, ROUNDS);
    assertThat(changing.checksum).isNotEqualTo(expected.checksum);
    assertThat(run(EngineMode.DISTRIBUTED, method, 3, 0, ROUNDS)).isEqualTo(changing);
    assertThat(changing.exponents.get(0)).isEqualTo(3);
    assertThat(changing.exponents.get(2 * DEVICES)).isCloseTo(Math.sqrt(3), within(1e-12));
    assertThat(changing.exponents.get(changing.exponents.size() - 1)).isEqualTo(1);
  }

  /** Spark serialises a lineage recursively. */
  @Test
  void manyRoundsAndExchangesWithoutACheckpointDoNotOverflowTheStack() {
    Method method = mudag(0.05, 10, 50, 0.99);
    Outcome expected = run(EngineMode.LOCAL, method, 2, 0, 4);
    assertThat(run(EngineMode.DISTRIBUTED, method, 2, 0, 4)).isEqualTo(expected);
    Method oneExchange = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    assertThat(run(EngineMode.DISTRIBUTED, oneExchange, 2, 0, 130))
        .isEqualTo(run(EngineMode.LOCAL, oneExchange, 2, 0, 130));
  }

  @Test
  void consensusDistanceSmallWeightsAndChecksumAgainstTheirDefinitions() {
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    RoundProgram program = RoundProgram.of(SmallProblem.definition(method));
    DeviceBlock next = OneBlock.of(program, SmallProblem.data()).round(1).block();
    try (Engine engine = engine(EngineMode.DISTRIBUTED, method, 3, 0, "definition")) {
      engine.round(1);
      CRC32 crc = new CRC32();
      byte[] bytes = new byte[4 * next.vectors()[0].length];
      FloatBytes.put(next.vectors()[0], 0, next.vectors()[0].length, bytes, 0);
      crc.update(bytes);
      assertThat(engine.checksum()).isEqualTo(crc.getValue());
      double squares = 0;
      for (int k = 0; k < next.parameters(); k++) {
        double mean = 0;
        for (int i = 0; i < DEVICES; i++) {
          mean += next.vectors()[0][next.offset(i) + k] / (double) DEVICES;
        }
        for (int i = 0; i < DEVICES; i++) {
          squares += Math.pow(next.vectors()[0][next.offset(i) + k] - mean, 2);
        }
      }
      int small = 0;
      for (float weight : next.vectors()[0]) {
        small += weight >= -0.01 && weight <= 0.01 ? 1 : 0;
      }
      assertThat(small).isPositive();
      assertThat(engine.fractionOfSmallWeights())
          .isEqualTo((double) small / next.vectors()[0].length);
      double distance = Math.sqrt(squares / DEVICES);
      assertThat(engine.consensusDistance()).isCloseTo(distance, within(1e-12 * distance));
    }
  }

  private Outcome run(EngineMode mode, Method method, int partitions, int resumeAfter, int rounds) {
    try (Engine engine = engine(mode, method, partitions, resumeAfter, "unused")) {
      List<Double> losses = new ArrayList<>();
      List<Double> exponents = new ArrayList<>();
      List<Long> edges = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        RoundReport report = engine.round(round);
        for (double loss : report.trainingLoss()) {
          losses.add(loss);
        }
        for (double[] device : report.exponents()) {
          exponents.add(device[0]);
        }
        edges.add(report.edges());
      }
      return new Outcome(
          losses,
          exponents,
          edges,
          engine.evaluate(SmallProblem.test()),
          engine.consensusDistance(),
          engine.fractionOfSmallWeights(),
          classes(engine),
          engine.checksum());
    }
  }

  private static String classes(Engine engine) {
    ModelEvaluations evaluations = engine.evaluateByClass(SmallProblem.test());
    assertThat(evaluations.models()).isEqualTo(engine.evaluate(SmallProblem.test()));
    ClassCounts counts = evaluations.classes();
    assertThat(counts.models()).isEqualTo(DEVICES);
    return Arrays.toString(counts.samples())
        + Arrays.deepToString(counts.predicted())
        + Arrays.toString(counts.squares());
  }

  private Engine engine(
      EngineMode mode, Method method, int partitions, int resumeAfter, String checkpoints) {
    return new SmallProblem(spark, directory)
        .engine(mode, method, partitions, resumeAfter, checkpoints);
  }
}
