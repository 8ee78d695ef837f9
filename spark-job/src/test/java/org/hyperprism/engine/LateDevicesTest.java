package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.method.ExampleMethods;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Deadline;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.Lateness;
import org.hyperprism.simulation.Lateness.LateDevices;
import org.hyperprism.simulation.LinkTimes;
import org.hyperprism.simulation.Power;
import org.hyperprism.simulation.RoundTimes;
import org.hyperprism.simulation.Timetable;
import org.hyperprism.simulation.Workload;
import org.hyperprism.testing.DeviceMethods;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What late devices do to a round, and that gradients are counted as they are taken. */
class LateDevicesTest {

  private static final int DEVICES = 9;
  private static final int STEPS = 4;
  private static final int ROUNDS = 8;
  private static final long SEED = 5;
  private static final ModelDefinition MODEL =
      ModelZoo.definition("lr", 1, 4, 5, GaussianClasses.CLASSES);
  private static final LinkSchedule LINKS = new RandomDensity(DEVICES, 0.5, SEED);

  private final Method dpsgd =
      ExampleMethods.dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, STEPS), STEPS);

  private static Timetable timetable(boolean fewerSteps, LateDevices late, boolean pauses) {
    double[] speeds = new double[DEVICES];
    Arrays.fill(speeds, 1e9);
    int[] steps = new int[DEVICES];
    Arrays.fill(steps, STEPS);
    return new Timetable(
        new Fleet(
            speeds,
            Collections.nCopies(DEVICES, new Power(5, 3, 2.5, 2)),
            LinkTimes.constant(1e9, 0),
            false,
            0.8,
            new Lateness(new Deadline(0, 0.7), fewerSteps, late),
            SEED),
        new Workload(steps, speeds, 1, 100),
        LINKS,
        pauses);
  }

  private OneBlock block(Timetable timetable, boolean pauses) {
    return OneBlock.of(
        RoundProgram.of(
            new RoundDefinition(
                    dpsgd,
                    new Training(MODEL, new ReferenceSoftmax(), 16),
                    new Communication(LINKS, null, 0, false, pauses),
                    SEED)
                .timedBy(timetable)),
        data());
  }

  @Test
  void neighboursMixWithWhatALateDeviceSentLast() {
    Timetable timetable = timetable(false, LateDevices.KEEP, false);
    OneBlock block = block(timetable, false);
    List<float[]> lastSent = new ArrayList<>();
    for (int device = 0; device < DEVICES; device++) {
      lastSent.add(block.devices().model(device));
    }
    int shown = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      DeviceBlock before = block.devices();
      DeviceBlock sent = block.step(round).block();
      SteppedBlock after = block.round(round);
      for (int device = 0; device < DEVICES; device++) {
        if (timetable.of(round).late()[device]) {
          assertThat(sent.model(device)).isEqualTo(lastSent.get(device));
          assertThat(after.block().model(device)).isEqualTo(before.model(device));
          assertThat(after.report().trainingLoss()[device]).isNaN();
          shown += Arrays.equals(sent.model(device), before.model(device)) ? 0 : 1;
        } else {
          lastSent.set(device, sent.model(device));
        }
      }
      // Its links are there: the others count it.
      assertThat(after.report().edges()).isEqualTo(2 * LINKS.graph(round).links());
      assertThat(timetable.of(round).silentEdges()).isPositive();
    }
    assertThat(shown).as("times a late device showed other weights than it has").isPositive();
  }

  @Test
  void neighboursMixWithoutALateDevice() {
    Timetable timetable = timetable(false, LateDevices.RENORMALISE, true);
    OneBlock block = block(timetable, true);
    for (int round = 1; round <= ROUNDS; round++) {
      DeviceBlock before = block.devices();
      SteppedBlock after = block.round(round);
      Graph left = timetable.links().graph(round);
      assertThat(timetable.of(round).lateDevices()).isEqualTo(2);
      assertThat(after.report().edges()).isEqualTo(2 * left.links());
      for (int device = 0; device < DEVICES; device++) {
        boolean late = timetable.of(round).late()[device];
        assertThat(Arrays.equals(after.block().model(device), before.model(device)))
            .isEqualTo(late);
        assertThat(late && left.degree(device) > 0).isFalse();
      }
    }
  }

  @Test
  void aDeviceThatWouldBeLateTakesFewerSteps() {
    Timetable timetable = timetable(true, LateDevices.RENORMALISE, false);
    AtomicInteger gradients = Counting.GRADIENTS;
    OneBlock block =
        OneBlock.of(
            RoundProgram.of(
                new RoundDefinition(
                        dpsgd,
                        new Training(MODEL, new Counting(), 16),
                        Communication.over(LINKS),
                        SEED)
                    .timedBy(timetable)),
            data());
    int most = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      RoundTimes times = timetable.of(round);
      gradients.set(0);
      block.step(round);
      assertThat(gradients.get()).isEqualTo(IntStream.of(times.steps()).sum());
      most = Math.max(most, DEVICES * STEPS - gradients.get());
    }
    assertThat(most).as("steps that were left out").isPositive();
  }

  static List<String> methods() {
    return DeviceMethods.names();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void gradientsAreCountedAsTheyAreTaken(String name) {
    ExperimentConfiguration configuration =
        ConfigurationLoader.load(
            Optional.empty(), List.of("methods=[" + name + "]", "train.localSteps=3", "rounds=20"));
    Method method = configuration.method(name, MODEL.layout());
    OneBlock block =
        OneBlock.of(
            RoundProgram.of(
                new RoundDefinition(
                    method,
                    new Training(MODEL, new Counting(), 16),
                    Communication.over(LINKS),
                    SEED)),
            data());
    Counting.GRADIENTS.set(0);
    block.step(1);
    Graph graph = method.links(LINKS, new RandomStreams(SEED)).graph(1);
    int expected = 0;
    for (int device = 0; device < DEVICES; device++) {
      expected += method.gradients(3, graph.degree(device) > 0);
    }
    assertThat(Counting.GRADIENTS.get()).isEqualTo(expected);
  }

  /** Counts the gradients that all oracles compute. */
  private record Counting() implements GradientBackend {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger GRADIENTS = new AtomicInteger();

    @Override
    public Optional<String> obstacle(ModelDefinition model) {
      return Optional.empty();
    }

    @Override
    public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
      GradientOracle counted = new ReferenceSoftmax().oracle(model, batchCapacity);
      return (GradientOracle)
          Proxy.newProxyInstance(
              GradientOracle.class.getClassLoader(),
              new Class<?>[] {GradientOracle.class},
              (proxy, call, arguments) -> {
                if (call.getName().equals("gradient")) {
                  GRADIENTS.incrementAndGet();
                }
                return call.invoke(counted, arguments);
              });
    }

    @Override
    public String describe() {
      return "counting";
    }
  }

  private static TrainingData data() {
    int[][] samples = new int[DEVICES][];
    for (int device = 0; device < DEVICES; device++) {
      int first = device;
      samples[device] = IntStream.range(0, 360).filter(s -> s % DEVICES == first).toArray();
    }
    return TrainingData.of(GaussianClasses.samples(1, 360, 4, 5), new Assignment(samples));
  }
}
