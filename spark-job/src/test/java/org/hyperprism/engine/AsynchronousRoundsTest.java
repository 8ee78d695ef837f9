package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.engine.AsynchronousQuadratics.DEVICES;
import static org.hyperprism.engine.AsynchronousQuadratics.MODEL;
import static org.hyperprism.engine.AsynchronousQuadratics.OWN;
import static org.hyperprism.engine.AsynchronousQuadratics.SEED;
import static org.hyperprism.engine.AsynchronousQuadratics.data;
import static org.hyperprism.engine.AsynchronousQuadratics.quadratics;
import static org.hyperprism.engine.AsynchronousQuadratics.unequal;
import static org.hyperprism.engine.AsynchronousQuadratics.waves;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.gradientTracking;
import static org.hyperprism.method.ExampleMethods.hyperPrism;
import static org.hyperprism.method.ExampleMethods.swarmSgd;

import java.util.Arrays;
import java.util.List;
import org.hyperprism.asynchrony.Event;
import org.hyperprism.asynchrony.FixedPace;
import org.hyperprism.asynchrony.Meeting;
import org.hyperprism.asynchrony.Pace;
import org.hyperprism.asynchrony.PoissonPace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.math.PowerMean;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods whose devices have no common clock, in waves that an engine carries out as rounds. */
class AsynchronousRoundsTest {

  private static final LocalTraining STEP = LocalTraining.plain(0.05, 1);

  private static Pace equal() {
    double[] ones = new double[DEVICES];
    Arrays.fill(ones, 1);
    return new FixedPace(ones, 0);
  }

  private static long checksum(RoundDefinition definition, int rounds, int threads) {
    try (Engine engine = Engines.withoutSpark(definition, SmallProblem.data(), threads)) {
      for (int round = 1; round <= rounds; round++) {
        assertThat(engine.round(round).divergence()).isNull();
      }
      return engine.checksum();
    }
  }

  /** AD-PSGD, asynchronous HyperPrism and SwarmSGD, with momentum and without. */
  static List<Method> methods() {
    LocalTraining momentum = new LocalTraining(0.05, 1, 0.9, 5e-4);
    return List.of(
        dpsgd(StepOrder.CTA, STEP, 1),
        dpsgd(StepOrder.ATC, momentum, 1),
        hyperPrism(3, 3, StepOrder.CTA, STEP, 1),
        hyperPrism(3, 3, StepOrder.ATC, STEP, 1),
        hyperPrism(3, 5, StepOrder.PRIMAL, momentum, 1),
        hyperPrism(3, 3, StepOrder.BOTH, STEP, 1),
        swarmSgd(SwarmSgd.Mode.MATCHING, false, STEP, 1));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalSpeedsWithoutDelaysAreRoundsOverRandomMatchingsBitForBit(Method method) {
    LinkSchedule matching = new RandomMatching(SmallProblem.links(), new RandomStreams(SEED));
    RoundDefinition rounds =
        new RoundDefinition(
            method,
            new Training(SmallProblem.model(), new ReferenceSoftmax(), 16),
            Communication.over(method instanceof SwarmSgd ? SmallProblem.links() : matching),
            SEED);
    RoundDefinition asynchronous = SmallProblem.definition(method);
    long expected = checksum(rounds, 8, 2);
    assertThat(checksum(asynchronous.inWaves(waves(equal())), 8, 2)).isEqualTo(expected);
    assertThat(checksum(asynchronous.inWaves(waves(unequal())), 8, 2)).isNotEqualTo(expected);
  }

  /** SwarmSGD's H local steps: a model does not change between them and the last meeting. */
  @Test
  void whereAllWhoMeetBringSomethingTheyMayTakeSeveralLocalSteps() {
    Method method = swarmSgd(SwarmSgd.Mode.MATCHING, false, STEP, 3);
    RoundDefinition definition = SmallProblem.definition(method);
    long expected = checksum(definition, 8, 2);
    assertThat(checksum(definition.inWaves(waves(new Together(equal()))), 8, 2))
        .isEqualTo(expected);
    WaveSchedule poisson = waves(new PoissonPace(DEVICES, 1, new RandomStreams(SEED)));
    long oneByOne = checksum(definition.inWaves(poisson.oneByOne()), 6, 1);
    assertThat(checksum(definition.inWaves(poisson), 6, 3)).isEqualTo(oneByOne);
    Method once = swarmSgd(SwarmSgd.Mode.MATCHING, false, STEP, 1);
    assertThat(checksum(SmallProblem.definition(once).inWaves(poisson), 6, 3))
        .isNotEqualTo(oneByOne);
  }

  /** A pace at which whoever meets somebody brings something. */
  private record Together(Pace pace) implements Pace {

    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return pace.devices();
    }

    @Override
    public double untilMeeting(int device, int turn) {
      return pace.untilMeeting(device, turn);
    }

    @Override
    public double exchange(int one, int other, int linkRound) {
      return pace.exchange(one, other, linkRound);
    }

    @Override
    public boolean isThere(int device, double seconds, int linkRound) {
      return pace.isThere(device, seconds, linkRound);
    }

    @Override
    public boolean bothCompute() {
      return true;
    }
  }

  /** The order of each device's events decides, and nothing else. */
  @ParameterizedTest
  @MethodSource("methods")
  void wavesGiveTheBitsOfOneEventAfterTheOtherOnAnyNumberOfBlocks(Method method) {
    RandomStreams random = new RandomStreams(SEED);
    for (Pace pace :
        List.of(
            unequal(),
            new PoissonPace(DEVICES, 1, random),
            new PoissonPace(DEVICES, 1, random, Meeting.PUSH),
            new PoissonPace(DEVICES, 1, random, Meeting.PULL))) {
      WaveSchedule waves = waves(pace);
      int events = waves.oneByOne().round(6).lastWave();
      assertThat(events).isGreaterThan(waves.round(6).lastWave());
      RoundDefinition definition = SmallProblem.definition(method);
      long expected = checksum(definition.inWaves(waves.oneByOne()), 6, 1);
      for (int threads : new int[] {1, 2, 3, 7, 11}) {
        assertThat(checksum(definition.inWaves(waves), 6, threads))
            .as("%d blocks", threads)
            .isEqualTo(expected);
      }
    }
  }

  /** Also where steps that are not finite are taken back. */
  @Test
  void wavesInPlaceGiveTheBitsOfWavesOnCopies() {
    WaveSchedule waves = waves(unequal());
    int last = waves.round(6).lastWave();
    for (double learningRate : new double[] {0.05, 1e45}) {
      LocalTraining momentum = new LocalTraining(learningRate, 1, 0.9, 5e-4);
      RoundDefinition definition =
          SmallProblem.definition(dpsgd(StepOrder.ATC, momentum, 1))
              .inWaves(waves)
              .with(NonFinite.DROP);
      OneBlock copied = OneBlock.of(RoundProgram.of(definition), SmallProblem.data());
      for (int wave = 1; wave <= last; wave++) {
        copied.round(wave);
      }
      try (Engine engine = Engines.withoutSpark(definition, SmallProblem.data(), 2)) {
        long dropped = 0;
        for (int round = 1; round <= 6; round++) {
          dropped += engine.round(round).droppedMessages();
        }
        assertThat(engine.checksums()).isEqualTo(copied.devices().checksums());
        assertThat(dropped > 0).isEqualTo(learningRate > 1);
      }
    }
  }

  private static void assertFollows(Method method, boolean isPowerMean) {
    WaveSchedule waves = WaveSchedule.of(unequal(), SmallProblem.links(), SEED);
    TrainingData data = data(DEVICES, OWN);
    OneBlock block = OneBlock.of(RoundProgram.of(quadratics(method, OWN, waves)), data);
    AsynchronousQuadratics.Textbook textbook =
        new AsynchronousQuadratics.Textbook(block.devices(), data) {
          @Override
          double meet(double own, double ownStep, double partner, double partnerStep) {
            return isPowerMean
                ? PowerMean.of(
                    new double[] {own - ownStep, partner - partnerStep}, new double[] {0.5, 0.5}, 3)
                : (own + partner) / 2 - ownStep;
          }
        };
    boolean isStale = false;
    int wave = 0;
    for (int round = 1; round <= 10; round++) {
      int last = waves.round(round).lastWave();
      while (wave < last) {
        block.round(++wave);
      }
      for (Event event : waves.round(round).events()) {
        textbook.carryOut(event);
        isStale |= event.ofFirst() != null && event.ofFirst().changes() > 0;
      }
      int far = 0;
      for (int i = 0; i < DEVICES; i++) {
        float[] model = block.devices().model(i);
        for (int k = 0; k < model.length; k++) {
          assertThat((double) model[k]).isCloseTo(textbook.models[i][k], within(0.05));
          far += Math.abs(model[k] - textbook.models[i][k]) > 2e-5 ? 1 : 0;
        }
      }
      // Where the powers of a pair nearly cancel, float32 has few digits of their root.
      assertThat(far).isLessThan(isPowerMean ? DEVICES * MODEL.layout().parameters() / 10 : 1);
    }
    assertThat(isStale).isTrue();
  }

  /** x_i <- (x_i + x_j) / 2 - gamma g_i(x^_i), x_j <- (x_i + x_j) / 2 (Lian et al. 2018). */
  @Test
  void dpsgdWithCtaIsAlgorithm1OfAdPsgd() {
    assertFollows(dpsgd(StepOrder.CTA, STEP, 1), false);
  }

  /** u_i = w_i - eta g_i(w^_i); both get sroot((spow(u_i) + spow(w_j)) / 2). */
  @Test
  void hyperPrismIsThePowerMeanOfThePair() {
    assertFollows(hyperPrism(3, 3, StepOrder.PRIMAL, STEP, 1), true);
  }

  @Test
  void whatCannotBeDoneWithoutACommonClockIsRefused() {
    WaveSchedule waves = waves(unequal());
    assertThatThrownBy(() -> SmallProblem.definition(gradientTracking(STEP)).inWaves(waves))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot do without a common clock")
        .hasMessageContaining("expected dpsgd");
    Method twice = dpsgd(StepOrder.CTA, STEP, 2);
    assertThatThrownBy(() -> SmallProblem.definition(twice).inWaves(waves))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("train.localSteps = 1");
  }
}
