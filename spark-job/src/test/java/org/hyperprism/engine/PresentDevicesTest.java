package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.stochasticGradientPush;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hyperprism.availability.Availability;
import org.hyperprism.availability.RoundAttendance;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.table.AvailabilityTable;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Deadline;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.Lateness;
import org.hyperprism.simulation.LinkTimes;
import org.hyperprism.simulation.Power;
import org.hyperprism.simulation.Timetable;
import org.hyperprism.simulation.Workload;
import org.hyperprism.testing.DeviceMethods;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.PresentLinks;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds in which some devices are not there: by hand for three devices and six rounds. */
class PresentDevicesTest {

  private static final int DEVICES = 3;
  private static final int ROUNDS = 6;
  private static final long SEED = 3;
  private static final ModelDefinition MODEL =
      ModelZoo.definition("lr", 1, 4, 5, GaussianClasses.CLASSES);

  /** Who is there in rounds 1 to 6. */
  private static final List<List<Integer>> THERE =
      List.of(
          List.of(0, 2), List.of(0, 1, 2), List.of(0, 1, 2), List.of(0, 2), List.of(1), List.of());

  private static final String TABLE =
      """
      device,from,to
      0,1,4
      1,2,3
      1,5,5
      2,1,4
      """;

  private static LinkSchedule links() {
    double[] joins = new double[DEVICES];
    double[] leaves = new double[DEVICES];
    Arrays.fill(leaves, Double.POSITIVE_INFINITY);
    return new PresentLinks(
        new RandomDensity(DEVICES, 1, SEED),
        new RoundAttendance(
            new Availability(
                AvailabilityTable.read(TABLE, "times.csv", DEVICES, TimeUnit.ROUNDS),
                joins,
                leaves)));
  }

  private static RoundDefinition definition(Method method) {
    return new RoundDefinition(
        method, new Training(MODEL, new ReferenceSoftmax(), 16), Communication.over(links()), SEED);
  }

  private static OneBlock block(RoundDefinition definition) {
    int[][] samples = new int[DEVICES][];
    for (int device = 0; device < DEVICES; device++) {
      int first = device;
      samples[device] = IntStream.range(0, 240).filter(s -> s % DEVICES == first).toArray();
    }
    return OneBlock.of(
        RoundProgram.of(definition),
        TrainingData.of(GaussianClasses.samples(1, 240, 4, 5), new Assignment(samples)));
  }

  @Test
  void whoIsThereMixesWithEqualWeightsAndTheOthersKeepWhatTheyHave() {
    OneBlock block = block(definition(dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1)));
    for (int round = 1; round <= ROUNDS; round++) {
      List<Integer> there = THERE.get(round - 1);
      DeviceBlock before = block.devices();
      DeviceBlock sent = block.step(round).block();
      SteppedBlock after = block.round(round);
      for (int device = 0; device < DEVICES; device++) {
        boolean isThere = there.contains(device);
        assertThat(links().isAbsent(device, round)).isEqualTo(!isThere);
        assertThat(Double.isNaN(after.report().trainingLoss()[device])).isEqualTo(!isThere);
        if (!isThere) {
          assertThat(after.block().model(device)).isEqualTo(before.model(device));
          continue;
        }
        assertThat(sent.model(device)).isNotEqualTo(before.model(device));
        // Metropolis weights of a complete graph: 1 / how many are there, also the own one.
        for (int k = 0; k < sent.parameters(); k++) {
          double mean = 0;
          for (int other : there) {
            mean += sent.model(other)[k] / (double) there.size();
          }
          assertThat((double) after.block().model(device)[k]).isCloseTo(mean, within(1e-6));
        }
      }
      int pairs = there.size() * (there.size() - 1);
      assertThat(after.report().edges()).isEqualTo(pairs);
    }
  }

  static List<String> methods() {
    return DeviceMethods.names();
  }

  /** Also those that choose pairs, keep sums, learn exponents or make links of their own. */
  @ParameterizedTest
  @MethodSource("methods")
  void underEveryMethodAnAbsentDeviceKeepsAllItHasAndHasNoLinks(String name) {
    Method method =
        ConfigurationLoader.load(Optional.empty(), List.of("methods=[" + name + "]"))
            .method(name, MODEL.layout());
    RoundDefinition definition = definition(method);
    LinkSchedule used = method.links(definition.communication().links(), new RandomStreams(SEED));
    OneBlock block = block(definition);
    for (int round = 1; round <= ROUNDS; round++) {
      DeviceBlock before = block.devices();
      SteppedBlock after = block.round(round);
      Graph graph = used.graph(round);
      assertThat(after.report().divergence()).isNull();
      for (int device = 0; device < DEVICES; device++) {
        boolean isThere = THERE.get(round - 1).contains(device);
        assertThat(used.isAbsent(device, round)).isEqualTo(!isThere);
        if (!isThere) {
          assertThat(graph.degree(device)).isZero();
          assertThat(after.block().checksums()[device]).isEqualTo(before.checksums()[device]);
        } else if (!(name.equals("swarmsgd") && graph.degree(device) == 0)) {
          assertThat(after.block().checksums()[device]).isNotEqualTo(before.checksums()[device]);
        }
      }
    }
  }

  /** Sums over all devices, those that are away included, on which theories rest. */
  @Test
  void sumsOverDevicesLast() {
    LocalTraining step = LocalTraining.plain(0.05, 1);
    assertTrackersFollowGradients(gradientTracking(step));
    Method push = stochasticGradientPush(step);
    OneBlock block = block(definition(push));
    for (int round = 1; round <= ROUNDS; round++) {
      DeviceBlock after = block.round(round).block();
      double weights = 0;
      for (int device = 0; device < DEVICES; device++) {
        weights += after.scalars()[device * after.scalarsPerDevice()];
      }
      assertThat(weights).as("push-sum weights, round %d", round).isCloseTo(3, within(1e-5));
    }
  }

  /** The sum of the trackers y is that of the latest gradients: the kept vectors 1 and 2. */
  private static void assertTrackersFollowGradients(Method method) {
    OneBlock block = block(definition(method));
    for (int round = 1; round <= ROUNDS; round++) {
      DeviceBlock after = block.round(round).block();
      double moved = 0;
      for (int k = 0; k < after.parameters(); k++) {
        double difference = 0;
        for (int device = 0; device < DEVICES; device++) {
          int at = after.offset(device) + k;
          difference += after.vectors()[1][at] - after.vectors()[2][at];
          moved += Math.abs(after.vectors()[1][at] - after.vectors()[2][at]);
        }
        assertThat(difference).isCloseTo(0, within(1e-5));
      }
      assertThat(moved).as("each has another tracker than gradient").isPositive();
    }
  }

  /** What a device sent last is what reached its neighbours, not what it has since. */
  @Test
  void whatADeviceSentLastIsNotWhatItHasWhileItIsAway() {
    // Device 1 is by far the slowest, so that it is late whenever it is there.
    double[] speeds = {1e9, 1e3, 1e9};
    Fleet fleet =
        new Fleet(
            speeds,
            Collections.nCopies(DEVICES, new Power(5, 3, 2.5, 2)),
            LinkTimes.constant(1e9, 0),
            false,
            0,
            new Lateness(new Deadline(1, 0), false, Lateness.LateDevices.KEEP),
            SEED);
    Workload work = new Workload(new int[] {1, 1, 1}, new double[] {1e6, 1e6, 1e6}, 1, 100);
    Timetable timetable = new Timetable(fleet, work, links(), false);
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    OneBlock block = block(definition(method).timedBy(timetable));
    List<float[]> shown = new ArrayList<>();
    float[] start = block.devices().model(1);
    for (int round = 1; round <= ROUNDS; round++) {
      if (THERE.get(round - 1).contains(1)) {
        shown.add(block.step(round).block().model(1));
      }
      block.round(round);
    }
    assertThat(shown).hasSize(3).allSatisfy(model -> assertThat(model).isEqualTo(start));
  }
}
