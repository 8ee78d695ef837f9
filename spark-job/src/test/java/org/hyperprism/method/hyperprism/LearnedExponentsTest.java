package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.ExampleMethods;
import org.hyperprism.method.Float64Network;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.Vector;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection;
import org.hyperprism.method.hyperprism.hypernetwork.Hypernetwork;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkShape;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.MetropolisWeights;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two parts whose exponents every device learns: what lies where, who follows what, and when. */
class LearnedExponentsTest {

  private static final int DEVICES = 6;
  private static final int PARAMETERS = 5;
  private static final int PARTS = 2;
  private static final double RATE = 0.05;
  private static final double TINY = 1e-9;
  private static final Range REPRESENTATION = new Range(ModelPart.REPRESENTATION, 0, 2);
  private static final Range DECISION = new Range(ModelPart.DECISION, 2, PARAMETERS);
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(PARAMETERS, List.of(REPRESENTATION, DECISION));
  private static final RandomDensity LINKS = new RandomDensity(DEVICES, 0.6, 4);
  private static final Vector TANGENT = new Vector("tangent", Vector.Lifetime.KEPT, 1);

  /** Its first exponents are the candidates' mean, 3. */
  private static final HypernetworkShape SHAPE =
      new HypernetworkShape(4, 5, PARTS, List.of(1.0, 3.0, 5.0), ExponentSelection.EXPECTATION);

  private static HypernetworkSettings hypernetwork(
      double learningRate, boolean freshGradient, ExponentLoss loss, boolean averageSlopes) {
    return SineGradients.settings(SHAPE, learningRate, freshGradient, loss, averageSlopes);
  }

  private static HyperPrism method(
      StepOrder order, MappingRule mapping, int localSteps, HypernetworkSettings hypernetwork) {
    return ExampleMethods.learningHyperPrism(
        order,
        mapping,
        new MirrorScale.Constant(1),
        hypernetwork,
        LocalTraining.plain(RATE, localSteps),
        LAYOUT);
  }

  private static Float64Network network(Method method) {
    return SineGradients.network(method, LINKS, LAYOUT, SineGradients.start(DEVICES, PARAMETERS));
  }

  /** After one round in which each device's own loss teaches. */
  private static Float64Network afterARound(
      StepOrder order, double learningRate, boolean averageSlopes) {
    HypernetworkSettings settings =
        hypernetwork(learningRate, false, ExponentLoss.OWN, averageSlopes);
    return network(method(order, MappingRule.RECEIVER, 1, settings)).rounds(1);
  }

  /** d loss / d p of each part, from the tangent that the latest aggregation left. */
  private static double[] slopes(Float64Network network, int device) {
    double[] tangent = network.vector(device, TANGENT);
    double[] slopes = new double[PARTS];
    for (int k = 0; k < PARAMETERS; k++) {
      slopes[k < DECISION.from() ? 0 : 1] += SineGradients.at(device, k) * tangent[k];
    }
    return slopes;
  }

  /** The exponents, then where they are averaged the slopes, then the hypernetwork as drawn. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void beginsWithTheExponentsOfADrawnHypernetwork(boolean averageSlopes) {
    Float64Network network =
        network(
            method(
                StepOrder.ATC,
                MappingRule.RECEIVER,
                1,
                hypernetwork(TINY, false, ExponentLoss.OWN, averageSlopes)));
    int shown = averageSlopes ? 2 * PARTS : PARTS;
    for (int device = 0; device < DEVICES; device++) {
      Hypernetwork hypernetwork = SHAPE.create();
      float[] expected = new float[shown + hypernetwork.parameters()];
      expected[0] = 3;
      expected[1] = 3;
      hypernetwork.initialise(
          expected,
          shown,
          new RandomStreams(Float64Network.SEED).stream(Purpose.METHOD_START, device, 0));
      assertThat(network.scalars(device)).containsExactly(expected);
    }
  }

  /** Before the exponents have moved, a round is one of the same fixed exponents. */
  @ParameterizedTest
  @EnumSource(StepOrder.class)
  void theModelsAreThoseOfTheSameFixedExponents(StepOrder order) {
    LocalTraining training = LocalTraining.plain(RATE, 2);
    Float64Network fixed = network(ExampleMethods.hyperPrism(3, 3, order, training, 2)).rounds(1);
    for (MappingRule mapping : MappingRule.values()) {
      for (ExponentLoss loss : ExponentLoss.values()) {
        Float64Network learned =
            network(method(order, mapping, 2, hypernetwork(TINY, false, loss, false))).rounds(1);
        for (int device = 0; device < DEVICES; device++) {
          assertThat(learned.vector(device, Method.MODEL))
              .containsExactly(fixed.vector(device, Method.MODEL), within(1e-12));
        }
      }
    }
  }

  /** Also where exponents differ, and so do the rules whose exponent maps what travels. */
  @ParameterizedTest
  @EnumSource(MappingRule.class)
  void whoseLossTeachesIsNothingToTheModelsOfTheRound(MappingRule mapping) {
    Float64Network own = withOtherExponents(mapping, ExponentLoss.OWN);
    Float64Network neighbours = withOtherExponents(mapping, ExponentLoss.NEIGHBOURS);
    for (int device = 0; device < DEVICES; device++) {
      assertThat(neighbours.vector(device, Method.MODEL))
          .containsExactly(own.vector(device, Method.MODEL), within(1e-9));
    }
  }

  private static Float64Network withOtherExponents(MappingRule mapping, ExponentLoss loss) {
    Float64Network network =
        network(method(StepOrder.PRIMAL, mapping, 1, hypernetwork(TINY, false, loss, false)));
    for (int device = 0; device < DEVICES; device++) {
      float[] scalars = network.scalars(device);
      scalars[scalars.length - 1] += 0.3f * device;
    }
    network.rounds(1);
    assertThat(network.scalars(5)[1]).isGreaterThan(network.scalars(0)[1] + 0.5f);
    return network;
  }

  @Test
  void eachPartFollowsItsOwnSlope() {
    double rate = 0.1;
    Float64Network network = afterARound(StepOrder.PRIMAL, rate, false);
    int device = 2;
    double[] slopes = slopes(network, device);
    assertThat(slopes[0]).isNotZero().isNotEqualTo(slopes[1]);
    float[] before = network.scalars(device).clone();
    assertThat(network.rounds(1).scalars(device)).containsExactly(after(before, slopes, rate));
  }

  /** Where the local step has these exponents too, the mean of a round is for the next one. */
  @Test
  void aMeanOfSlopesThatComesTooLateIsForTheNextRound() {
    double rate = 0.1;
    Float64Network network = afterARound(StepOrder.ATC, rate, true);
    int device = 2;
    double[] row = MetropolisWeights.row(LINKS.graph(2), device);
    double[] means = new double[PARTS];
    for (int member = 0; member < DEVICES; member++) {
      double[] slopes = slopes(network, member);
      for (int part = 0; part < PARTS; part++) {
        means[part] += row[member] * (float) slopes[part];
      }
    }
    float[] exponents = network.scalars(device).clone();
    float[] second = network.rounds(1).scalars(device).clone();
    for (int part = 0; part < PARTS; part++) {
      assertThat(second[part]).isEqualTo(exponents[part]);
      assertThat((double) second[PARTS + part]).isCloseTo(means[part], within(1e-6));
    }
    double[] kept = {second[PARTS], second[PARTS + 1]};
    float[] expected = after(second, kept, rate);
    float[] third = network.rounds(1).scalars(device);
    for (int part = 0; part < PARTS; part++) {
      assertThat(third[part]).isEqualTo(expected[part]).isNotEqualTo(second[part]);
    }
  }

  /** The scalars with one step of the hypernetwork, and what it then chooses. */
  private static float[] after(float[] scalars, double[] slopes, double rate) {
    float[] next = scalars.clone();
    Hypernetwork hypernetwork = SHAPE.create();
    int offset = next.length - hypernetwork.parameters();
    hypernetwork.step(next, offset, slopes, rate);
    double[] chosen = new double[PARTS];
    hypernetwork.exponents(next, offset, chosen);
    for (int part = 0; part < PARTS; part++) {
      next[part] = (float) chosen[part];
    }
    return next;
  }

  /** A mini-batch more for a loss that the local steps do not have. */
  @ParameterizedTest
  @CsvSource({"false, OWN, 4", "true, OWN, 5", "false, NEIGHBOURS, 5", "true, NEIGHBOURS, 5"})
  void gradientsOfARound(boolean freshGradient, ExponentLoss loss, int expected) {
    HyperPrism method =
        method(
            StepOrder.PRIMAL, MappingRule.RECEIVER, 4, hypernetwork(1, freshGradient, loss, false));
    assertThat(method.gradients(4, true)).isEqualTo(expected);
  }

  /** Five numbers and the number of neighbours; then for each part its exponent and its slope. */
  @ParameterizedTest
  @CsvSource({
    "RECEIVER, false, 24",
    "SENDER, false, 24",
    "CONSENSUS, false, 32",
    "RECEIVER, true, 40",
    "CONSENSUS, true, 40"
  })
  void bytesOfALink(MappingRule mapping, boolean averageSlopes, long bytes) {
    HyperPrism method =
        method(StepOrder.ATC, mapping, 1, hypernetwork(1, false, ExponentLoss.OWN, averageSlopes));
    assertThat(method.bytesPerLink(LAYOUT)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"SENDER, true", "RECEIVER, false", "CONSENSUS, false"})
  void sayWhatTheyCannotDoWith(MappingRule mapping, boolean objectsToCompression) {
    HyperPrism method =
        method(StepOrder.ATC, mapping, 1, hypernetwork(1, false, ExponentLoss.OWN, false));
    assertThat(method.objectionToCompression().isPresent()).isEqualTo(objectsToCompression);
    assertThat(method.objectionToAsynchrony())
        .get()
        .asString()
        .contains("expected fixed ones, such as hyperprism.p = 3");
  }

  @Test
  void saysItsExponentsAndMaps() {
    HyperPrism method =
        method(
            StepOrder.ATC,
            MappingRule.RECEIVER,
            1,
            hypernetwork(1, false, ExponentLoss.OWN, false));
    float[] scalars = {9, 2.5f, 4};
    assertThat(method.learnedParts()).containsExactly(ModelPart.REPRESENTATION, ModelPart.DECISION);
    assertThat(method.exponent(ModelPart.REPRESENTATION, 7, scalars, 1)).isEqualTo(2.5);
    assertThat(method.exponent(ModelPart.DECISION, 7, scalars, 1)).isEqualTo(4);
    assertThat(method.exponent(ModelPart.STATISTICS, 7, scalars, 1)).isEqualTo(1);
    assertThat(method.numbersOfMeanMaps()).isEqualTo(3);
    assertThat(method.meanMaps(LAYOUT, 7, scalars, 1))
        .isEqualTo(Map.of(REPRESENTATION, MirrorMap.power(2.5), DECISION, MirrorMap.power(4)));
    assertThat(method.meanMaps(LAYOUT, 7, new float[] {1, 1}, 0)).isEmpty();
    assertThat(method.meanMaps(LAYOUT, 7, new float[] {1, 2}, 0)).hasSize(2);
  }

  /** From 9 to 1 over 4 rounds, the same difference in each. */
  @Test
  void saysTheExponentOfEachRoundOfASchedule() {
    ExponentSchedule falling =
        new ExponentSchedule.Changing(9, 1, 4, ExponentSchedule.Shape.LINEAR);
    Method method =
        ExampleMethods.hyperPrism(
            new ExponentSchedule.Constant(2), falling, StepOrder.ATC, LocalTraining.plain(0.1, 1));
    assertThat(method.exponent(ModelPart.DECISION, 2, new float[0], 0)).isEqualTo(7);
    assertThat(method.exponent(ModelPart.DECISION, 5, new float[0], 0)).isEqualTo(1);
    assertThat(method.exponent(ModelPart.REPRESENTATION, 5, new float[0], 0)).isEqualTo(2);
    assertThat(method.learnedParts()).isEmpty();
    assertThat(method.numbersOfMeanMaps()).isEqualTo(1);
  }

  /** Of a part that the model does not have there is nothing to learn. */
  @Test
  void aPartThatIsNotThereHasTheLinearMean() {
    HyperPrism method =
        ExampleMethods.learningHyperPrism(
            StepOrder.ATC,
            MappingRule.SENDER,
            new MirrorScale.Constant(1),
            hypernetwork(1, false, ExponentLoss.OWN, false),
            LocalTraining.plain(RATE, 1),
            ParameterLayout.of(ModelPart.DECISION, 1));
    assertThat(method.learnedParts()).containsExactly(ModelPart.DECISION);
    assertThat(method.exponent(ModelPart.REPRESENTATION, 1, new float[] {4}, 0)).isEqualTo(1);
  }
}
