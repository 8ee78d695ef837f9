package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.method.Dpsgd;
import org.hyperprism.method.Method;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad links do to a run: lost messages, devices that are away, weights of one's choice. */
class LinkEffectsTest {

  private static final int DEVICES = 11;
  private static final int ROUNDS = 6;
  private static final long SEED = 20;

  private static JavaSparkContext spark;
  @TempDir Path directory;

  @BeforeAll
  static void startSpark() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("LinkEffectsTest")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
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
    RoundProgram program =
        program(
            new Dpsgd(StepOrder.ATC, PrimalStep.plain(0.05), 1),
            new Communication(density(), null, probability, false));
    BlockLayout whole = BlockLayout.of(DEVICES, 1);
    SteppedBlock sent = program.step(program.initialBlock(whole, 0), shards(), 1);
    EdgeBlock.Edges edges = program.edges(whole, 0, 1).byDestinationBlock().get(0);
    SteppedBlock received =
        program.aggregate(sent, Routing.packets(sent.block(), program.plan(), edges), 1, 0);

    long lostMessages = 0;
    for (int i = 0; i < DEVICES; i++) {
      double[] weight = new double[DEVICES];
      weight[i] = 1;
      for (int e = 0; e < edges.size(); e++) {
        if (edges.destination()[e] == i) {
          weight[edges.source()[e]] = edges.weight()[e];
          weight[i] -= edges.weight()[e];
        }
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
    return block.vectors()[Method.MODEL][block.offset(device) + parameter];
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

  @Test
  void whenEveryMessageIsLostEachDeviceIsAlone() {
    Communication deaf = new Communication(density(), null, 1, false);
    Communication apart = Communication.over(new RandomDensity(DEVICES, 0, SEED));
    Method method = new Dpsgd(StepOrder.ATC, PrimalStep.plain(0.05), 1);
    assertThat(run(EngineMode.LOCAL, program(method, deaf), 2).get(ROUNDS))
        .isEqualTo(run(EngineMode.LOCAL, program(method, apart), 2).get(ROUNDS));
  }

  static List<Method> methods() {
    return EngineTest.methods();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodGoesOnWithTheSameBitsEverywhere(Method method) {
    Communication bad = new Communication(new OneAway(density()), MixingRule.MAX_DEGREE, 0.2, true);
    RoundProgram program = program(method, bad);
    List<Object> expected = run(EngineMode.LOCAL, program, 1);
    assertThat(run(EngineMode.LOCAL, program, 4)).isEqualTo(expected);
    assertThat(run(EngineMode.DISTRIBUTED, program, 3)).isEqualTo(expected);
  }

  @Test
  void aDeviceThatPausesKeepsWhatItHas() {
    for (Method method : methods()) {
      RoundProgram program =
          program(method, new Communication(new OneAway(density()), null, 0, true));
      BlockLayout whole = BlockLayout.of(DEVICES, 1);
      DeviceBlock before = program.initialBlock(whole, 0);
      for (int round = 1; round <= 3; round++) {
        SteppedBlock now = program.step(before, shards(), round);
        assertThat(now.report().trainingLoss()[round]).isNaN();
        EdgeBlock.Edges edges = program.edges(whole, 0, round).byDestinationBlock().get(0);
        for (int exchange = 0; exchange < program.exchanges(); exchange++) {
          now =
              program.aggregate(
                  now, Routing.packets(now.block(), program.plan(), edges), round, exchange);
        }
        assertThat(now.report().divergence()).isNull();
        assertThat(now.block().checksums()[round]).isEqualTo(before.checksums()[round]);
        assertThat(now.block().checksums()[0]).isNotEqualTo(before.checksums()[0]);
        before = now.block();
      }
    }
  }

  /** Lost messages of each round, then the models' checksum. */
  private List<Object> run(EngineMode mode, RoundProgram program, int partitions) {
    List<Object> outcome = new ArrayList<>();
    CheckpointStore store =
        new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration());
    try (Engine engine =
        Engines.create(mode, spark, program, partitions, train(), assignment(), store, 0)) {
      for (int round = 1; round <= ROUNDS; round++) {
        RoundReport report = engine.round(round);
        assertThat(report.divergence()).isNull();
        outcome.add(report.lostMessages());
      }
      outcome.add(engine.checksum());
    }
    return outcome;
  }

  private static RoundProgram program(Method method, Communication communication) {
    return new RoundProgram(
        method,
        ModelZoo.definition("lr", 1, 4, 5, GaussianClasses.CLASSES),
        new ReferenceSoftmax(),
        communication,
        SEED,
        16,
        NonFinite.STOP);
  }

  private static LinkSchedule density() {
    return new RandomDensity(DEVICES, 0.5, SEED);
  }

  private static Samples train() {
    return GaussianClasses.samples(1, 400, 4, 5);
  }

  private static List<Samples> shards() {
    return IntStream.range(0, DEVICES)
        .mapToObj(device -> train().select(assignment().samplesOf(device)))
        .toList();
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
