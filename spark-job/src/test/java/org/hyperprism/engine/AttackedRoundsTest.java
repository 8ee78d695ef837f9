package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.hyperPrism;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.attack.Attack;
import org.hyperprism.attack.AttackKind;
import org.hyperprism.attack.AttackSettings;
import org.hyperprism.attack.Placement;
import org.hyperprism.defence.Defence;
import org.hyperprism.defence.DefenceKind;
import org.hyperprism.defence.DefenceSettings;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.Evaluation;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds among attackers: what others get of them, the same bits everywhere, and what helps. */
@WithSpark
class AttackedRoundsTest {

  private static final int DEVICES = SmallProblem.DEVICES;
  private static final int ROUNDS = 5;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  AttackedRoundsTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  private static Attack attack(AttackKind kind, int from) {
    return Attack.of(
        new AttackSettings(kind, 0.2, Placement.RANDOM, from, 3, 10, 1.5, 0.5),
        SmallProblem.links(),
        new RandomStreams(20));
  }

  private static Defence defence(DefenceKind kind) {
    return new DefenceSettings(kind, 0.2, OptionalDouble.empty(), 1, 0.3, 1, 0.5)
        .over(ROUNDS)
        .orElseThrow();
  }

  private static Method plain() {
    return dpsgd(StepOrder.ATC, LocalTraining.plain(0.1, 1), 1);
  }

  private static RoundDefinition definition(
      Method method, AttackKind kind, DefenceKind against, int from) {
    return SmallProblem.definition(method)
        .over(Communication.over(new RandomDensity(DEVICES, 0.5, 20)))
        .among(attack(kind, from), against == DefenceKind.NONE ? null : defence(against));
  }

  private static OneBlock oneBlock(RoundDefinition definition) {
    return OneBlock.of(RoundProgram.of(definition), SmallProblem.data());
  }

  private static double model(DeviceBlock block, int device, int k) {
    return block.vectors()[VectorPlan.MODEL][block.offset(device) + k];
  }

  /** What others get of an attacker has its sign turned; its own part of its mean has not. */
  @Test
  void anAttackerLiesToOthersAlone() {
    RoundDefinition definition = definition(plain(), AttackKind.SIGN_FLIP, DefenceKind.NONE, 1);
    OneBlock block = oneBlock(definition);
    SteppedBlock sent = block.step(1);
    DeviceBlock received = block.exchange(sent, 1, 0).block();
    EdgeBlock edges = sent.edges();
    int lies = 0;
    for (int i = 0; i < DEVICES; i++) {
      for (int k = 0; k < received.parameters(); k++) {
        double mean = edges.ownWeight(i) * model(sent.block(), i, k);
        for (int e = edges.firstEdge(i); e < edges.firstEdge(i) + edges.degree(i); e++) {
          int j = edges.neighbour(e);
          int sign = definition.attack().isAttacker(j) ? -1 : 1;
          lies += sign < 0 ? 1 : 0;
          mean += sign * edges.weight(e) * model(sent.block(), j, k);
        }
        assertThat(model(received, i, k)).isCloseTo(mean, within(1e-6));
      }
    }
    assertThat(lies).isPositive();
  }

  @Test
  void anAttackerSendsWhatItLearnedInTheExchangeBefore() {
    RoundDefinition definition =
        definition(plain(), AttackKind.LITTLE_IS_ENOUGH, DefenceKind.NONE, 1);
    RoundProgram program = RoundProgram.of(definition);
    OneBlock block = OneBlock.of(program, SmallProblem.data());
    SteppedBlock first = block.step(1);
    DeviceBlock before = first.block();
    assertThat(program.sent(before, 1, 0).checksums()).isEqualTo(before.checksums());
    DeviceBlock after = block.exchange(first, 1, 0).block();
    DeviceBlock sent = program.sent(after, 2, 0);
    EdgeBlock edges = first.edges();
    for (int i = 0; i < DEVICES; i++) {
      boolean isAttacker = definition.attack().isAttacker(i);
      for (int k = 0; k < sent.parameters(); k++) {
        if (!isAttacker) {
          assertThat(model(sent, i, k)).isEqualTo(model(after, i, k));
          continue;
        }
        List<Double> known = new ArrayList<>(List.of(model(before, i, k)));
        for (int e = edges.firstEdge(i); e < edges.firstEdge(i) + edges.degree(i); e++) {
          if (!definition.attack().isAttacker(edges.neighbour(e))) {
            known.add(model(before, edges.neighbour(e), k));
          }
        }
        double mean = known.stream().mapToDouble(x -> x).average().orElseThrow();
        double variance =
            known.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertThat(model(sent, i, k)).isCloseTo(mean - 1.5 * Math.sqrt(variance), within(1e-6));
      }
    }
  }

  @Test
  void aSleeperChangesNothingBeforeItWakes() {
    for (AttackKind kind : AttackKind.values()) {
      OneBlock honest = oneBlock(definition(plain(), AttackKind.NONE, DefenceKind.NONE, 1));
      OneBlock asleep = oneBlock(definition(plain(), kind, DefenceKind.NONE, 3));
      for (int round = 1; round <= 3; round++) {
        long[] expected = honest.round(round).block().checksums();
        boolean same = round < 3 || kind == AttackKind.NONE;
        assertThat(Arrays.equals(asleep.round(round).block().checksums(), expected))
            .as("%s in round %d", kind, round)
            .isEqualTo(same);
      }
    }
  }

  private long checksum(RoundDefinition definition, EngineMode mode, int partitions) {
    CheckpointStore store =
        new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration());
    try (Engine engine =
        new Engines(mode, spark, partitions).create(definition, SmallProblem.data(), store, 0)) {
      for (int round = 1; round <= ROUNDS; round++) {
        engine.round(round);
      }
      return engine.checksum();
    }
  }

  /** Every method, also those with several exchanges, vectors and scalars. */
  @ParameterizedTest
  @EnumSource(
      value = AttackKind.class,
      names = {"LABEL_FLIP", "NOISE", "LITTLE_IS_ENOUGH"})
  void everyMethodGivesTheSameBitsOnAllPartitions(AttackKind kind) {
    for (Method method : EngineTest.methods()) {
      RoundDefinition attacked = definition(method, kind, DefenceKind.NONE, 2).with(NonFinite.DROP);
      long expected = checksum(attacked, EngineMode.LOCAL, 1);
      assertThat(
              checksum(
                  definition(method, AttackKind.NONE, DefenceKind.NONE, 1), EngineMode.LOCAL, 1))
          .as("%s without %s", method, kind)
          .isNotEqualTo(expected);
      for (int partitions : new int[] {2, 3, 7, 16}) {
        assertThat(checksum(attacked, EngineMode.LOCAL, partitions)).isEqualTo(expected);
      }
      assertThat(checksum(attacked, EngineMode.DISTRIBUTED, 3)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(DefenceKind.class)
  void everyDefenceGivesTheSameBitsOnAllPartitions(DefenceKind kind) {
    for (Method method :
        List.of(plain(), hyperPrism(3, 3, StepOrder.ATC, LocalTraining.plain(0.1, 1), 1))) {
      RoundDefinition attacked = definition(method, AttackKind.INNER_PRODUCT, kind, 1);
      long expected = checksum(attacked, EngineMode.LOCAL, 1);
      if (kind != DefenceKind.NONE) {
        assertThat(
                checksum(
                    definition(method, AttackKind.INNER_PRODUCT, DefenceKind.NONE, 1),
                    EngineMode.LOCAL,
                    1))
            .isNotEqualTo(expected);
      }
      for (int partitions : new int[] {2, 3, 7, 16}) {
        assertThat(checksum(attacked, EngineMode.LOCAL, partitions)).isEqualTo(expected);
      }
      assertThat(checksum(attacked, EngineMode.DISTRIBUTED, 3)).isEqualTo(expected);
    }
  }

  @Test
  void aResumedRunHasWhatAttackersLearned() {
    SmallProblem problem = new SmallProblem(spark, directory);
    RoundDefinition attacked =
        definition(plain(), AttackKind.LITTLE_IS_ENOUGH, DefenceKind.CLIPPING, 1);
    long expected = checksum(attacked, EngineMode.LOCAL, 2);
    try (Engine engine =
        new Engines(EngineMode.DISTRIBUTED, spark, 3)
            .create(attacked, SmallProblem.data(), problem.store("attacked"), 0)) {
      engine.round(1);
      engine.round(2);
      engine.checkpoint(2);
    }
    try (Engine engine =
        new Engines(EngineMode.LOCAL, spark, 4)
            .create(attacked, SmallProblem.data(), problem.store("attacked"), 2)) {
      for (int round = 3; round <= ROUNDS; round++) {
        engine.round(round);
      }
      assertThat(engine.checksum()).isEqualTo(expected);
    }
  }

  private static double honestAccuracy(AttackKind kind, DefenceKind against) {
    RoundDefinition definition = definition(plain(), kind, against, 1);
    try (Engine engine = Engines.onOneThread(definition, SmallProblem.data())) {
      for (int round = 1; round <= 40; round++) {
        engine.round(round);
      }
      double[] accuracies =
          engine.evaluate(SmallProblem.test()).stream().mapToDouble(Evaluation::accuracy).toArray();
      return Arrays.stream(definition.attack().honest(accuracies)).average().orElseThrow();
    }
  }

  @Test
  void attacksHurtHonestDevicesAndDefencesHelp() {
    double peace = honestAccuracy(AttackKind.NONE, DefenceKind.NONE);
    assertThat(peace).isGreaterThan(0.8);
    for (AttackKind kind : List.of(AttackKind.SIGN_FLIP, AttackKind.NOISE)) {
      double attacked = honestAccuracy(kind, DefenceKind.NONE);
      assertThat(attacked).as("%s", kind).isLessThan(peace - 0.02);
      for (DefenceKind against : List.of(DefenceKind.TRIMMED_MEAN, DefenceKind.MEDIAN)) {
        assertThat(honestAccuracy(kind, against))
            .as("%s against %s", against, kind)
            .isGreaterThan(attacked);
      }
    }
  }

  @Test
  void methodsThatSendOtherThingsThanModelsAreRefused() {
    Defence clipping = defence(DefenceKind.CLIPPING);
    Defence median = defence(DefenceKind.MEDIAN);
    List<String> refused = new ArrayList<>();
    for (Method method :
        Stream.concat(Stream.of(plain()), EngineTest.methods().stream()).toList()) {
      try {
        clipping.requireSuited(method, "this", method.mixing());
      } catch (ConfigurationException refusal) {
        assertThat(refusal)
            .hasMessageStartingWith("defence.kind is clipping, but what this sends")
            .hasMessageContaining("expected defence.kind = none, or methods such as");
        refused.add(method.getClass().getSimpleName());
        continue;
      }
      if (!method.learnedParts().isEmpty()) {
        assertThatThrownBy(() -> median.requireSuited(method, "this", method.mixing()))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("expected fixed exponents");
      }
    }
    // Heavy ball whose velocities are averaged, too, and HyperPrism whose exponents travel.
    assertThat(refused)
        .containsExactly(
            "NonBlockingSwarmSgd",
            "Mudag",
            "Adom",
            "AdomPlus",
            "HeavyBall",
            "GradientTracking",
            "StochasticGradientPush",
            "HyperPrism",
            "HyperPrism",
            "HyperPrism");
    assertThatThrownBy(() -> clipping.requireSuited(plain(), "dpsgd", MixingRule.LAPLACIAN))
        .isInstanceOf(ConfigurationException.class);
  }
}
