package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.nonBlockingSwarmSgd;
import static org.hyperprism.method.ExampleMethods.swarmSgd;

import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.method.Vector.Lifetime;
import org.hyperprism.method.baseline.NonBlockingSwarmSgd;
import org.hyperprism.method.baseline.ParameterAveraging;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What methods say of themselves, for tables, clocks and what a run refuses. */
class MethodPropertiesTest {

  private static final int STEPS = 4;
  private static final LocalTraining TRAINING = LocalTraining.plain(0.1, STEPS);
  private static final ParameterLayout LAYOUT = ParameterLayout.of(ModelPart.DECISION, 7850);

  private static <S extends Record> Method create(MethodFactory<S> factory) {
    return factory.create(SettingSchema.of(factory.settings()).defaults(), TRAINING, LAYOUT);
  }

  /**
   * Under the default settings: the gradients of a round of 4 local steps; whether links must carry
   * both ways (because a sum is kept by symmetric weights, or a pair averages); whether devices may
   * do without a common clock; the order of the theory's bound for m = 50, T = 10 and p = 3, 50
   * 5^(1/4), which for D-PSGD is that of p = 1, 50 sqrt 5; whether a centre has the rounds.
   */
  @ParameterizedTest
  @CsvSource({
    "hyperprism,   4, false, true,  74.767, false",
    "dpsgd,        4, false, true, 111.803, false",
    "swarmsgd,     4, true,  true,        , false",
    "mudag,        1, true,  false,       , false",
    "adom,         4, true,  false,       , false",
    "adomplus,     1, true,  false,       , false",
    "local,        4, false, false,       , false",
    "heavy-ball,   4, false, false,       , false",
    "qg-dsgdm,     4, false, false,       , false",
    "decentlam,    4, false, false,       , false",
    "dsgt,         1, true,  false,       , false",
    "central,      4, false, false,       , false",
    "sgp,          4, false, false,       , false",
    "central-dl4j, 4, false, false,       , true",
  })
  void ofEveryMethod(
      String name,
      int gradients,
      boolean bothWays,
      boolean asynchronous,
      Double bound,
      boolean centre) {
    MethodFactory<?> factory = MethodFactory.all().named(name);
    assertThat(factory.section()).isEqualTo(name);
    assertThat(MethodFactory.isCentral(name)).isEqualTo(centre);
    OptionalDouble theory = factory.theoryBound(50, 10, 3);
    assertThat(theory.isPresent()).isEqualTo(bound != null);
    theory.ifPresent(value -> assertThat(value).isCloseTo(bound, within(5e-4)));

    Method method = create(factory);
    method.requireSound();
    assertThat(method.training().learningRate()).isEqualTo(0.1);
    assertThat(method.gradients(STEPS, true)).isEqualTo(gradients);
    assertThat(method.gradients(STEPS, false)).isEqualTo(gradients);
    assertThat(method.needsLinksBothWays()).isEqualTo(bothWays);
    assertThat(method.objectionToAsynchrony().isEmpty()).isEqualTo(asynchronous);
    assertThat(method.objectionToCompression()).isEmpty();
    assertThat(method.learnedParts()).isEmpty();
    assertThat(method.adviceOnMisreading()).isEmpty();
    // HyperPrism's own has fallen to that of the plain mean after 40 rounds.
    assertThat(method.exponent(ModelPart.DECISION, 41, new float[0], 0)).isEqualTo(1);
  }

  @Test
  void noMethodIsMissingAbove() throws NoSuchMethodException {
    String[] rows =
        MethodPropertiesTest.class
            .getDeclaredMethod(
                "ofEveryMethod",
                String.class,
                int.class,
                boolean.class,
                boolean.class,
                Double.class,
                boolean.class)
            .getAnnotation(CsvSource.class)
            .value();
    assertThat(rows)
        .extracting(row -> row.substring(0, row.indexOf(',')))
        .containsExactlyInAnyOrderElementsOf(MethodFactory.all().names());
  }

  /** Where only pairs step, a device alone takes the one gradient that measures its loss. */
  @ParameterizedTest
  @CsvSource({"true, true, 4", "true, false, 1", "false, true, 4", "false, false, 4"})
  void gradientsOfSwarmSgd(boolean onlyPairsStep, boolean linked, int expected) {
    assertThat(
            List.of(
                swarmSgd(SwarmSgd.Mode.MATCHING, onlyPairsStep, TRAINING, STEPS),
                nonBlockingSwarmSgd(onlyPairsStep, 8, 1e-3, TRAINING, STEPS)))
        .extracting(method -> method.gradients(STEPS, linked))
        .containsOnly(expected);
  }

  @Test
  void swarmSgdThatChoosesItsPairsNeedsTheClock() {
    assertThat(swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, false, TRAINING, 1).objectionToAsynchrony())
        .get()
        .asString()
        .contains("expected swarmsgd.mode = matching");
    assertThat(nonBlockingSwarmSgd(false, 8, 1e-3, TRAINING, 1).objectionToAsynchrony())
        .isPresent();
  }

  @Test
  void swarmSgdWhoseReadsDoNotBlock() {
    Method quantised = nonBlockingSwarmSgd(false, 8, 1e-3, TRAINING, 1);
    assertThat(quantised.needsLinksBothWays()).isTrue();
    assertThat(quantised.objectionToCompression())
        .get()
        .asString()
        .contains("expected swarmsgd.quantisation.bits = 0");
    Method exact = nonBlockingSwarmSgd(false, 0, 1e-3, TRAINING, 1);
    assertThat(exact.objectionToCompression()).isEmpty();
    assertThat(exact.adviceOnMisreading()).isEmpty();

    SwarmSgd.Settings settings =
        new SwarmSgd.Settings(
            SwarmSgd.Mode.NON_BLOCKING, false, 8, 1e-3, SwarmSgd.Rounding.NEAREST);
    assertThat(new SwarmSgd.Factory().create(settings, TRAINING, LAYOUT))
        .isInstanceOf(NonBlockingSwarmSgd.class);
  }

  /** d numbers to the centre and back, with momentum a velocity with both. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void theRoundsOfACentreAreNoDevices(double momentum) {
    Method method = new ParameterAveraging(TRAINING.withMomentum(momentum));
    assertThat(method.bytesPerLink(LAYOUT)).isEqualTo(momentum == 0 ? 31_400 : 62_800);
    assertThat(method.links(new RandomDensity(5, 1, 1), new RandomStreams(1)).graph(1).links())
        .isZero();
    Float64Network network =
        new Float64Network(
            method, new RandomDensity(2, 1, 1), new double[2][1], (device, w, gradient) -> 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> network.rounds(1))
        .withMessageContaining("central-dl4j are a centre's");
  }

  /** A method that keeps what Java cannot take to other machines. */
  private static final class Unsound extends Method {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"}) // that is what it is here for
    private final Object field = new Object();

    Unsound() {
      super(TRAINING);
    }

    @Override
    public LocalReport localStep(LocalPhase device) {
      return new LocalReport(0, 0);
    }

    @Override
    public void aggregate(int exchange, ExchangePhase device) {}
  }

  @Test
  void whatCannotBeSerialisedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Unsound().requireSound())
        .withMessageContaining("is not serialisable (java.lang.Object)");
  }

  @Test
  void furtherVectorsStandBehindThoseThatAreKept() {
    Vector kept = new Vector("kept", Lifetime.KEPT, 1);
    Vector duringRound = new Vector("during a round", Lifetime.ROUND, 1);
    Vector scratch = new Vector("scratch", Lifetime.SCRATCH, 0);
    VectorPlan plan = new VectorPlan(2, 2, 1, List.of(kept, duringRound), 3, 2).keeping(5);
    assertThat(plan).isEqualTo(new VectorPlan(7, 2, 1, List.of(kept, duringRound), 3, 2));
    assertThat(plan.sentNumbers()).containsExactly(1, 8);
    assertThat(plan.number(scratch)).isEqualTo(9);
  }

  /** The last mini-batch of an epoch has what is left. */
  @ParameterizedTest
  @CsvSource({"10, 4, 6", "8, 4, 4", "9, 4, 6", "1, 4, 2", "3, 1, 6"})
  void anEpochIsAllMiniBatchesOfADevice(int samples, int batchSize, int stepsOfTwoEpochs) {
    assertThat(ExampleMethods.inEpochs(TRAINING, 2).steps(samples, batchSize))
        .isEqualTo(stepsOfTwoEpochs);
    assertThat(TRAINING.steps(samples, batchSize)).isEqualTo(STEPS);
  }
}
