package org.hyperprism.engine;

import static org.hyperprism.method.ExampleMethods.dpsgd;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.asynchrony.FleetPace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.vector.VectorBackend;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Amount;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.Lateness;
import org.hyperprism.simulation.LinkTimes;
import org.hyperprism.simulation.Power;
import org.hyperprism.simulation.Workload;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * How long AD-PSGD of {@code lr} takes among devices of log-normal speeds: a program, not a test.
 * Takes the numbers of devices, rounds (of as many gradients as there are devices) and threads.
 */
final class AsynchronousProbe {

  private static final int BATCH = 32;
  private static final long SEED = 1;

  private AsynchronousProbe() {}

  /** As many samples of its own for each device as a mini-batch has. */
  private record OwnSamples(Samples all, int devices) implements TrainingData {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Samples> shards(int first, int end) {
      return IntStream.range(first, end)
          .mapToObj(
              device ->
                  all.select(
                      IntStream.range(0, 2 * BATCH)
                          .map(i -> (device * BATCH + i) % all.count())
                          .toArray()))
          .toList();
    }

    @Override
    public Samples together() {
      return all;
    }
  }

  public static void main(String[] arguments) {
    int devices = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    double[] speeds = new double[devices];
    for (int device = 0; device < devices; device++) {
      UniformRandomProvider draw = new RandomStreams(SEED).stream(Purpose.DEVICE_SPEED, device, 0);
      speeds[device] = new Amount.LogNormal(5e9, 0.5).draw(draw);
    }
    Fleet fleet =
        new Fleet(
            speeds,
            Collections.nCopies(devices, new Power(5, 3, 2.5, 2)),
            LinkTimes.constant(6e6, 0.001),
            false,
            0.1,
            Lateness.NONE,
            SEED);
    int[] steps = new int[devices];
    Arrays.fill(steps, 1);
    double[] flops = new double[devices];
    Arrays.fill(flops, 3.0 * 2 * 7850 * BATCH);
    FleetPace pace = new FleetPace(fleet, new Workload(steps, flops, 1, 4 * 7850));
    RandomDensity links = new RandomDensity(devices, 10.0 / (devices - 1), SEED);
    WaveSchedule waves = WaveSchedule.of(pace, links, SEED);
    long begin = System.nanoTime();
    long events = 0;
    for (int round = 1; round <= rounds; round++) {
      events += waves.round(round).events().size();
    }
    System.out.printf(
        "%d events in %d waves drawn in %.1f s; %.1f simulated seconds; last staleness %s%n",
        events,
        waves.round(rounds).lastWave(),
        (System.nanoTime() - begin) * 1e-9,
        waves.round(rounds).seconds(),
        waves.round(rounds).staleness());
    byte[] pixels = new byte[6000 * 28 * 28];
    new Random(SEED).nextBytes(pixels);
    int[] labels = new int[6000];
    Arrays.setAll(labels, sample -> sample % 10);
    Samples all = Samples.ofBytes(new FeatureShape(1, 28, 28), 10, pixels, labels);
    ModelDefinition model = ModelZoo.definition("lr", 1, 28, 28, 10);
    RoundDefinition definition =
        new RoundDefinition(
                dpsgd(StepOrder.CTA, LocalTraining.plain(0.01, 1), 1),
                new Training(model, new VectorBackend(), BATCH),
                Communication.over(links),
                SEED)
            .inWaves(waves);
    try (Engine engine = Engines.withoutSpark(definition, new OwnSamples(all, devices), threads)) {
      long start = System.nanoTime();
      double steps1 = 0;
      double aggregation = 0;
      for (int round = 1; round <= rounds; round++) {
        RoundReport report = engine.round(round);
        steps1 += report.localStepSeconds();
        aggregation += report.aggregationSeconds();
        if (round % 100 == 0 || round == rounds) {
          System.out.printf(
              "round %d: %.1f s, core seconds of steps %.1f, of aggregation %.1f%n",
              round, (System.nanoTime() - start) * 1e-9, steps1, aggregation);
        }
      }
      System.out.printf("checksum %08x%n", engine.checksum());
    }
  }
}
