package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.nonBlockingSwarmSgd;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.engine.message.MessageLoss;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.derived.DeviceDropOut;
import org.hyperprism.topology.schedule.DirectedRandom;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad links do to a run: lost messages, devices that are away, weights of one's choice. */
@WithSpark
class LinkEffectsTest {

  private static final int DEVICES = 11;
  private static final int ROUNDS = 6;
  private static final long SEED = 20;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  LinkEffectsTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Device t mod m is away in round t. */
  private record OneAway(LinkSchedule base) implements LinkSchedule {

    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return base.devices();
    }

    @Override
    public boolean isAway(int device, int round) {
      return round % devices() == device;
    }

    @Override
    public Graph graph(int round) {
      Graph graph = base.graph(round);
      List<int[]> links = new ArrayList<>();
      for (int i = 0; i < devices(); i++) {
        for (int e = 0; e < graph.degree(i); e++) {
          int j = graph.neighbour(i, e);
          if (i < j && !isAway(i, round) && !isAway(j, round)) {
            links.add(new int[] {i, j});
          }
        }
      }
      return Graph.of(
          devices(),
          links.stream().mapToInt(link -> link[0]).toArray(),
          links.stream().mapToInt(link -> link[1]).toArray());
    }
  }

  @Test
  void aRowIsDividedByTheSumOfTheWeightsThatAreLeft() {
    double probability = 0.4;
    OneBlock block =
        oneBlock(
            dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1),
            new Communication(density(), null, probability, false, false));
    SteppedBlock sent = block.step(1);
    SteppedBlock received = block.exchange(sent, 1, 0);

    EdgeBlock edges = sent.edges();
    long lostMessages = 0;
    for (int i = 0; i < DEVICES; i++) {
      double[] weight = new double[DEVICES];
      weight[i] = 1;
      for (int e = edges.firstEdge(i); e < edges.firstEdge(i) + edges.degree(i); e++) {
        weight[edges.neighbour(e)] = edges.weight(e);
        weight[i] -= edges.weight(e);
      }
      int receiver = i;
      int[] neighbours =
          IntStream.range(0, DEVICES).filter(j -> j != receiver && weight[j] > 0).toArray();
      boolean[] lost = new boolean[neighbours.length];
      new MessageLoss(probability, new RandomStreams(SEED), 1).mark(i, lost, 0, lost.length);
      double left = 1;
      for (int n = 0; n < lost.length; n++) {
        if (lost[n]) {
          left -= weight[neighbours[n]];
          weight[neighbours[n]] = 0;
          lostMessages++;
        }
      }
      for (int k = 0; k < sent.block().parameters(); k++) {
        double mean = 0;
        for (int j = 0; j < DEVICES; j++) {
          mean += weight[j] / left * model(sent, j, k);
        }
        assertThat(model(received, i, k)).isCloseTo(mean, within(1e-6 * Math.abs(mean) + 1e-9));
      }
    }
    assertThat(received.report().lostMessages()).isEqualTo(lostMessages).isPositive();
  }

  private static double model(SteppedBlock stepped, int device, int parameter) {
    DeviceBlock block = stepped.block();
    return block.vectors()[VectorPlan.MODEL][block.offset(device) + parameter];
  }

  @Test
  void messagesAreLostWithTheirProbabilityAndByReceiverAndExchangeAlone() {
    int messages = 400;
    int lost = 0;
    for (int receiver = 0; receiver < 100; receiver++) {
      boolean[] marks = new boolean[messages];
      new MessageLoss(0.3, new RandomStreams(5), 17).mark(receiver, marks, 0, messages);
      boolean[] later = new boolean[messages + 7];
      new MessageLoss(0.3, new RandomStreams(5), 17).mark(receiver, later, 7, messages + 7);
      for (int message = 0; message < messages; message++) {
        lost += marks[message] ? 1 : 0;
        assertThat(later[message + 7]).isEqualTo(marks[message]);
      }
      boolean[] other = new boolean[messages];
      new MessageLoss(0.3, new RandomStreams(5), 18).mark(receiver, other, 0, messages);
      assertThat(other).isNotEqualTo(marks);
    }
    // 40,000 draws: three standard deviations are 0.007.
    assertThat(lost / 40_000.0).isCloseTo(0.3, within(0.007));
  }

  /** After a step two devices differ by more than a grid of 1e-6 can tell, not by one of 1e-2. */
  @Test
  void numbersThatAreMisreadAreCounted() {
    for (double grid : new double[] {1e-6, 1e-2}) {
      Method swarm = nonBlockingSwarmSgd(false, 8, grid, LocalTraining.plain(0.05, 1), 1);
      OneBlock block = oneBlock(swarm, Communication.over(density()));
      block.round(1);
      block.round(2);
      long misread = block.round(3).report().misreadNumbers();
      assertThat(misread > 0).isEqualTo(grid == 1e-6);
    }
  }

  @Test
  void whenEveryMessageIsLostEachDeviceIsAlone() {
    Communication deaf = new Communication(density(), null, 1, false, false);
    Communication apart = Communication.over(new RandomDensity(DEVICES, 0, SEED));
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    assertThat(run(EngineMode.LOCAL, definition(method, deaf), 2).get(ROUNDS))
        .isEqualTo(run(EngineMode.LOCAL, definition(method, apart), 2).get(ROUNDS));
  }

  static List<Method> methods() {
    return EngineTest.methods();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodGoesOnWithTheSameBitsEverywhere(Method method) {
    Communication bad =
        new Communication(new OneAway(density()), MixingRule.MAX_DEGREE, 0.2, false, true);
    RoundDefinition definition = definition(method, bad);
    List<Object> expected = run(EngineMode.LOCAL, definition, 1);
    assertThat(run(EngineMode.LOCAL, definition, 4)).isEqualTo(expected);
    assertThat(run(EngineMode.DISTRIBUTED, definition, 3)).isEqualTo(expected);
  }

  @Test
  void overLinksThatCarryOneWayToo() {
    Communication bad =
        new Communication(
            new DeviceDropOut(new DirectedRandom(DEVICES, 3, SEED), 0.1, SEED),
            null,
            0.2,
            true,
            true);
    for (Method method :
        List.of(
            stochasticGradientPush(new LocalTraining(0.05, 1, 0.9, 5e-4)),
            dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1))) {
      RoundDefinition definition = definition(method, bad);
      List<Object> expected = run(EngineMode.LOCAL, definition, 1);
      assertThat(run(EngineMode.LOCAL, definition, 4)).isEqualTo(expected);
      assertThat(run(EngineMode.DISTRIBUTED, definition, 3)).isEqualTo(expected);
    }
  }

  @Test
  void methodsThatNeedLinksBothWaysAreRefusedOverOthers() {
    Communication oneWay = Communication.over(new DirectedRandom(DEVICES, 3, SEED));
    List<String> refused = new ArrayList<>();
    for (Method method : methods()) {
      String name = method.getClass().getSimpleName();
      try {
        oneWay.requireSuited(method, name);
      } catch (ConfigurationException refusal) {
        assertThat(refusal).hasMessageContaining(name + " needs links that carry both ways");
        refused.add(name);
      }
      Communication.over(density()).requireSuited(method, name);
    }
    assertThat(refused)
        .containsExactlyInAnyOrder(
            "SwarmSgd", "NonBlockingSwarmSgd", "Mudag", "Adom", "AdomPlus", "GradientTracking");
    Communication laplacian =
        new Communication(oneWay.links(), MixingRule.LAPLACIAN, 0, false, false);
    assertThatThrownBy(
            () ->
                laplacian.requireSuited(
                    dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1), "dpsgd"))
        .hasMessageContaining("links.weights is laplacian")
        .hasMessageContaining("metropolis");
  }

  @Test
  void aDeviceThatPausesKeepsWhatItHas() {
    for (Method method : methods()) {
      OneBlock block =
          oneBlock(method, new Communication(new OneAway(density()), null, 0, false, true));
      for (int round = 1; round <= 3; round++) {
        DeviceBlock before = block.devices();
        SteppedBlock after = block.round(round);
        assertThat(after.report().trainingLoss()[round]).isNaN();
        assertThat(after.report().divergence()).isNull();
        assertThat(after.block().checksums()[round]).isEqualTo(before.checksums()[round]);
        assertThat(after.block().checksums()[0]).isNotEqualTo(before.checksums()[0]);
      }
    }
  }

  /** Lost messages of each round, then the models' checksum. */
  private List<Object> run(EngineMode mode, RoundDefinition definition, int partitions) {
    List<Object> outcome = new ArrayList<>();
    CheckpointStore store =
        new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration());
    try (Engine engine =
        new Engines(mode, spark, partitions).create(definition, data(), store, 0)) {
      for (int round = 1; round <= ROUNDS; round++) {
        RoundReport report = engine.round(round);
        assertThat(report.divergence()).isNull();
        outcome.add(report.lostMessages());
      }
      outcome.add(engine.checksum());
    }
    return outcome;
  }

  private static RoundDefinition definition(Method method, Communication communication) {
    return new RoundDefinition(
        method,
        new Training(
            ModelZoo.definition("lr", 1, 4, 5, GaussianClasses.CLASSES),
            new ReferenceSoftmax(),
            16),
        communication,
        SEED);
  }

  private static OneBlock oneBlock(Method method, Communication communication) {
    return OneBlock.of(RoundProgram.of(definition(method, communication)), data());
  }

  private static LinkSchedule density() {
    return new RandomDensity(DEVICES, 0.5, SEED);
  }

  private static Samples train() {
    return GaussianClasses.samples(1, 400, 4, 5);
  }

  private static TrainingData data() {
    return TrainingData.of(train(), assignment());
  }

  private static Assignment assignment() {
    int[][] samples = new int[DEVICES][];
    for (int device = 0; device < DEVICES; device++) {
      int first = device;
      samples[device] = IntStream.range(0, 400).filter(s -> s % DEVICES == first).toArray();
    }
    return new Assignment(samples);
  }
}
