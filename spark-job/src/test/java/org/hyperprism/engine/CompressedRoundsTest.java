package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.hyperPrism;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.attack.Attack;
import org.hyperprism.attack.AttackKind;
import org.hyperprism.attack.AttackSettings;
import org.hyperprism.attack.Placement;
import org.hyperprism.compression.Compression;
import org.hyperprism.compression.CompressionKind;
import org.hyperprism.compression.CompressionSettings;
import org.hyperprism.compression.VectorShape;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.math.SignedPower;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.schedule.RandomDensity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds with compressed messages: CHOCO-SGD on paper, the same bits everywhere, and resumed. */
@WithSpark
class CompressedRoundsTest {

  private static final int DEVICES = SmallProblem.DEVICES;
  private static final int ROUNDS = 4;

  /** Three units of 20 weights, and their biases. */
  private static final VectorShape SHAPE =
      new VectorShape(
          List.of(new VectorShape.Block(0, 3, 20, false), new VectorShape.Block(60, 3, 1, false)));

  private final JavaSparkContext spark;
  @TempDir Path directory;

  CompressedRoundsTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  private static Compression compression(CompressionKind kind, double share, double step) {
    return Compression.of(
        new CompressionSettings(kind, share, 1, 3, true, OptionalDouble.of(step)),
        SHAPE,
        new RandomStreams(20));
  }

  private static RoundDefinition definition(Method method, @Nullable Compression compression) {
    return SmallProblem.definition(method)
        .over(Communication.over(new RandomDensity(DEVICES, 0.5, 20)))
        .compressedBy(compression);
  }

  /** Those that can do with compressed messages. */
  private static List<Method> methods() {
    List<Method> suited = new ArrayList<>();
    suited.add(dpsgd(StepOrder.CTA, LocalTraining.plain(0.1, 1), 1));
    suited.add(hyperPrism(3, 2.5, StepOrder.ATC, LocalTraining.plain(0.1, 1), 1));
    for (Method method : EngineTest.methods()) {
      if (method.objectionToCompression().isEmpty()) {
        suited.add(method);
      }
    }
    return suited;
  }

  private static double model(DeviceBlock block, int vector, int device, int k) {
    return block.vectors()[vector][block.offset(device) + k];
  }

  /**
   * Algorithm 2 of the paper by hand, for two rounds; with psi the identity, and with cubes as a
   * power mean of p = 3 has them.
   */
  @Test
  void aRoundIsThatOfThePaper() {
    for (double p : new double[] {1, 3}) {
      Method method =
          p == 1
              ? dpsgd(StepOrder.ATC, LocalTraining.plain(0.1, 1), 1)
              : hyperPrism(p, p, StepOrder.ATC, LocalTraining.plain(0.1, 1), 1);
      OneBlock block =
          OneBlock.of(
              RoundProgram.of(definition(method, compression(CompressionKind.TOP_K, 0.1, 0.3))),
              SmallProblem.data());
      int copies = method.vectors().kept();
      float[] copy = block.devices().vectors()[VectorPlan.MODEL].clone();
      for (int round = 1; round <= 2; round++) {
        SteppedBlock sent = block.step(round);
        int changed = 0;
        for (int i = 0; i < copy.length; i++) {
          float now = sent.block().vectors()[copies][i];
          // Numbers that are sent are those of the model, but for two roundings.
          if (now != copy[i]) {
            changed++;
            assertThat(now).isCloseTo(sent.block().vectors()[VectorPlan.MODEL][i], within(1e-6f));
          }
          copy[i] = now;
        }
        // Six of 63 numbers of each device.
        assertThat(changed).isEqualTo(6 * DEVICES);
        DeviceBlock received = block.round(round).block();
        EdgeBlock edges = sent.edges();
        for (int i = 0; i < DEVICES; i++) {
          for (int k = 0; k < received.parameters(); k++) {
            double own = SignedPower.power(model(sent.block(), copies, i, k), p);
            double mean = edges.ownWeight(i) * own;
            for (int e = edges.firstEdge(i); e < edges.firstEdge(i) + edges.degree(i); e++) {
              double other = model(sent.block(), copies, edges.neighbour(e), k);
              mean += edges.weight(e) * SignedPower.power(other, p);
            }
            double before = SignedPower.power(model(sent.block(), VectorPlan.MODEL, i, k), p);
            double expected = before + 0.3 * (mean - own);
            assertThat(SignedPower.power(model(received, VectorPlan.MODEL, i, k), p))
                .as("p = %s, device %d, number %d", p, i, k)
                .isCloseTo(expected, within(1e-6));
          }
        }
      }
    }
  }

  /** All numbers sent and gamma = 1: the method itself, but for rounding. */
  @Test
  void messagesThatSayAllGiveTheMethodItself() {
    for (Method method : methods()) {
      OneBlock plain = OneBlock.of(RoundProgram.of(definition(method, null)), SmallProblem.data());
      OneBlock all =
          OneBlock.of(
              RoundProgram.of(definition(method, compression(CompressionKind.TOP_K, 1, 1))),
              SmallProblem.data());
      for (int round = 1; round <= 2; round++) {
        DeviceBlock expected = plain.round(round).block();
        DeviceBlock found = all.round(round).block();
        double squares = 0;
        double differences = 0;
        for (int k = 0; k < expected.vectors()[0].length; k++) {
          double own = expected.vectors()[0][k];
          squares += own * own;
          differences += Math.pow(found.vectors()[0][k] - own, 2);
        }
        assertThat(Math.sqrt(differences / squares))
            .as("%s in round %d", method, round)
            .isLessThan(1e-4);
      }
    }
  }

  private CheckpointStore store(String name) {
    return new SmallProblem(spark, directory).store(name);
  }

  private long checksum(RoundDefinition definition, EngineMode mode, int partitions) {
    try (Engine engine =
        new Engines(mode, spark, partitions)
            .create(definition, SmallProblem.data(), store("none"), 0)) {
      for (int round = 1; round <= ROUNDS; round++) {
        engine.round(round);
      }
      return engine.checksum();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionKind.class,
      names = {"TOP_K", "RANDOM_K", "LOW_RANK", "BITS"})
  void everyMethodGivesTheSameBitsOnAllPartitions(CompressionKind kind) {
    for (Method method : methods()) {
      RoundDefinition compressed =
          definition(method, compression(kind, 0.3, 0.2)).with(NonFinite.DROP);
      long expected = checksum(compressed, EngineMode.LOCAL, 1);
      assertThat(checksum(definition(method, null), EngineMode.LOCAL, 1))
          .as("%s without %s", method, kind)
          .isNotEqualTo(expected);
      for (int partitions : new int[] {2, 3, 7}) {
        assertThat(checksum(compressed, EngineMode.LOCAL, partitions))
            .as("%s on %d", method, partitions)
            .isEqualTo(expected);
      }
      assertThat(checksum(compressed, EngineMode.DISTRIBUTED, 3)).isEqualTo(expected);
    }
  }

  /** Among attackers that learn, whose memory lies behind the copies. */
  @Test
  void aResumedRunHasTheCopies() {
    Attack attack =
        Attack.of(
            new AttackSettings(
                AttackKind.LITTLE_IS_ENOUGH, 0.2, Placement.RANDOM, 1, 3, 10, 1.5, 0.5),
            SmallProblem.links(),
            new RandomStreams(20));
    RoundDefinition compressed =
        definition(methods().get(1), compression(CompressionKind.BITS, 1, 0.4)).among(attack, null);
    long expected = checksum(compressed, EngineMode.LOCAL, 2);
    try (Engine engine =
        new Engines(EngineMode.DISTRIBUTED, spark, 3)
            .create(compressed, SmallProblem.data(), store("compressed"), 0)) {
      engine.round(1);
      engine.round(2);
      engine.checkpoint(2);
    }
    try (Engine engine =
        new Engines(EngineMode.LOCAL, spark, 4)
            .create(compressed, SmallProblem.data(), store("compressed"), 2)) {
      for (int round = 3; round <= ROUNDS; round++) {
        engine.round(round);
      }
      assertThat(engine.checksum()).isEqualTo(expected);
    }
  }
}
