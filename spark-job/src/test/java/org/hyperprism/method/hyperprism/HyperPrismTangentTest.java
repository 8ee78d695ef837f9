package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss.NEIGHBOURS;

import java.util.List;
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
import org.hyperprism.topology.MetropolisWeights;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the aggregation leaves for the hypernetwork, d model / d p, against central differences of
 * whole rounds in which one device's exponent is a little larger or smaller.
 */
class HyperPrismTangentTest {

  private static final int DEVICES = 6;
  private static final int PARAMETERS = 8;
  private static final int DEVICE = 2;
  private static final Vector TANGENT = new Vector("tangent", Vector.Lifetime.KEPT, 1);
  private static final Vector NEIGHBOURS_MEAN =
      new Vector("neighbours' mean", Vector.Lifetime.KEPT, 1);
  private static final Vector NEIGHBOURS_TANGENT = new Vector("tangent", Vector.Lifetime.KEPT, 2);
  private static final ParameterLayout LAYOUT = ParameterLayout.of(ModelPart.DECISION, PARAMETERS);
  private static final RandomDensity LINKS = new RandomDensity(DEVICES, 0.6, 4);
  private static final HypernetworkShape SHAPE =
      new HypernetworkShape(4, 5, 1, List.of(1.0, 3.0, 5.0), ExponentSelection.EXPECTATION);

  @ParameterizedTest
  @EnumSource(StepOrder.class)
  void theNeighboursMeanHasItsDerivativeToo(StepOrder order) {
    HyperPrism method = method(order, MappingRule.RECEIVER, 1, settings(1e-9, NEIGHBOURS, false));
    Float64Network below = round(method, -0.002f);
    Float64Network above = round(method, 0.002f);
    double change = above.scalars(DEVICE)[0] - below.scalars(DEVICE)[0];
    double[] tangent = round(method, 0).vector(DEVICE, NEIGHBOURS_TANGENT);
    for (int k = 0; k < PARAMETERS; k++) {
      double expected =
          (above.vector(DEVICE, NEIGHBOURS_MEAN)[k] - below.vector(DEVICE, NEIGHBOURS_MEAN)[k])
              / change;
      assertThat(tangent[k]).isCloseTo(expected, within(2e-5 * (1 + Math.abs(expected))));
    }
    assertThat(tangent).isNotEqualTo(new double[PARAMETERS]);
  }

  /** What a device sends has no part in the model that its samples judge. */
  @Test
  void theNeighboursMeanIsWithoutTheDeviceItself() {
    HyperPrism method =
        method(StepOrder.PRIMAL, MappingRule.RECEIVER, 1, settings(1e-9, NEIGHBOURS, false));
    double[] before = network(method, 1).rounds(1).vector(DEVICE, NEIGHBOURS_MEAN);
    Float64Network changed = network(method, 100).rounds(1);
    assertThat(changed.vector(DEVICE, NEIGHBOURS_MEAN)).containsExactly(before);
    assertThat(changed.vector(DEVICE, Method.MODEL)[0]).isGreaterThan(before[0]);
  }

  /** The hypernetwork's step is along the neighbourhood's mean slope, before the aggregation. */
  @ParameterizedTest
  @EnumSource(ExponentLoss.class)
  void neighboursFollowTheMeanOfTheirSlopes(ExponentLoss loss) {
    double rate = 0.1;
    HyperPrism method =
        method(StepOrder.PRIMAL, MappingRule.RECEIVER, 1, settings(rate, loss, true));
    Float64Network network = network(method, 1).rounds(1);
    Vector tangent = loss == NEIGHBOURS ? NEIGHBOURS_TANGENT : TANGENT;
    double[] slopes = new double[DEVICES];
    for (int device = 0; device < DEVICES; device++) {
      for (int k = 0; k < PARAMETERS; k++) {
        slopes[device] += network.vector(device, tangent)[k] * SineGradients.at(device, k);
      }
    }
    float[] scalars = network.scalars(DEVICE).clone();
    network.rounds(1);
    double[] row = MetropolisWeights.row(LINKS.graph(2), DEVICE);
    double mean = 0;
    for (int device = 0; device < DEVICES; device++) {
      mean += row[device] * (float) slopes[device];
    }
    Hypernetwork hypernetwork = SHAPE.create();
    int behindExponentAndSlope = 2;
    hypernetwork.step(scalars, behindExponentAndSlope, new double[] {mean}, rate);
    double[] expected = new double[1];
    hypernetwork.exponents(scalars, behindExponentAndSlope, expected);
    assertThat(network.scalars(DEVICE)[0]).isEqualTo((float) expected[0]);
    assertThat(mean).isNotZero().isNotEqualTo(slopes[DEVICE]);
  }

  @ParameterizedTest
  @CsvSource({
    "ATC, RECEIVER, 1",
    "ATC, SENDER, 1",
    "ATC, CONSENSUS, 1",
    "ATC, RECEIVER, 2",
    "CTA, RECEIVER, 1",
    "CTA, SENDER, 1",
    "CTA, CONSENSUS, 1",
    "CTA, RECEIVER, 2",
    "PRIMAL, RECEIVER, 1",
    "PRIMAL, SENDER, 1",
    "PRIMAL, CONSENSUS, 2",
    "BOTH, RECEIVER, 1",
    "BOTH, SENDER, 2",
    "BOTH, CONSENSUS, 1",
  })
  void theTangentIsTheDerivativeByTheOwnExponent(
      StepOrder order, MappingRule mapping, int localSteps) {
    HyperPrism method = method(order, mapping, localSteps, settings(1e-9, ExponentLoss.OWN, false));
    Float64Network middle = round(method, 0);
    Float64Network below = round(method, -0.002f);
    Float64Network above = round(method, 0.002f);
    double change = above.scalars(DEVICE)[0] - below.scalars(DEVICE)[0];
    assertThat(change).isPositive();
    double[] expected = new double[PARAMETERS];
    for (int k = 0; k < PARAMETERS; k++) {
      expected[k] =
          (above.vector(DEVICE, Method.MODEL)[k] - below.vector(DEVICE, Method.MODEL)[k]) / change;
    }
    double[] tangent = middle.vector(DEVICE, TANGENT);
    for (int k = 0; k < PARAMETERS; k++) {
      // Central differences are exact to the square of the change; exponents are float32.
      assertThat(tangent[k]).isCloseTo(expected[k], within(2e-5 * (1 + Math.abs(expected[k]))));
    }
    assertThat(tangent).isNotEqualTo(new double[PARAMETERS]);
  }

  /** A step of the hypernetwork lowers the loss that its gradient belongs to. */
  @Test
  void aStepMovesTheExponentAgainstTheGradient() {
    HyperPrism method =
        method(StepOrder.ATC, MappingRule.RECEIVER, 1, settings(0.1, ExponentLoss.OWN, false));
    Float64Network network = round(method, 0);
    double before = network.scalars(DEVICE)[0];
    double[] tangent = network.vector(DEVICE, TANGENT);
    double slope = 0;
    for (int k = 0; k < PARAMETERS; k++) {
      slope += tangent[k] * SineGradients.at(DEVICE, k);
    }
    network.rounds(1);
    double after = network.scalars(DEVICE)[0];
    assertThat(Math.signum(after - before)).isEqualTo(-Math.signum(slope));
  }

  /** What it sent was dropped: the power mean of the others is all it has. */
  @Test
  void whoStartsAgainFromItsNeighboursMeanHasNothingToLearnFromIt() {
    HyperPrism method =
        method(StepOrder.ATC, MappingRule.RECEIVER, 1, settings(1e-9, ExponentLoss.OWN, false));
    Float64Network network = network(method, 1);
    double[] row = MetropolisWeights.row(LINKS.graph(1), DEVICE);
    double[] expected = new double[PARAMETERS];
    for (int k = 0; k < PARAMETERS; k++) {
      double sum = 0;
      for (int device = 0; device < DEVICES; device++) {
        double weight = network.vector(device, Method.MODEL)[k];
        double sent = Math.pow(weight, 3) - 0.05 * 0.7 * SineGradients.at(device, k);
        sum += device == DEVICE ? 0 : row[device] / (1 - row[DEVICE]) * sent;
      }
      expected[k] = Math.cbrt(sum);
    }
    network.dropping(DEVICE).rounds(1);
    assertThat(network.vector(DEVICE, Method.MODEL)).containsExactly(expected, within(1e-12));
    assertThat(network.vector(DEVICE, TANGENT))
        .containsExactly(new double[PARAMETERS], within(0.0));
    assertThat(network.vector(0, TANGENT)).isNotEqualTo(new double[PARAMETERS]);
  }

  private static HypernetworkSettings settings(
      double learningRate, ExponentLoss loss, boolean averageSlopes) {
    return SineGradients.settings(SHAPE, learningRate, false, loss, averageSlopes);
  }

  private static HyperPrism method(
      StepOrder order, MappingRule mapping, int localSteps, HypernetworkSettings hypernetwork) {
    return ExampleMethods.learningHyperPrism(
        order,
        mapping,
        new MirrorScale.Constant(0.7),
        hypernetwork,
        LocalTraining.plain(0.05, localSteps),
        LAYOUT);
  }

  /**
   * A second round, for which the last bias of one device's hypernetwork, that of candidate 5, is
   * moved; what the first left in the tangent must not be part of it.
   */
  private static Float64Network round(HyperPrism method, float bias) {
    Float64Network network = network(method, 1).rounds(1);
    float[] scalars = network.scalars(DEVICE);
    scalars[scalars.length - 1] += bias;
    return network.rounds(1);
  }

  /** A network whose device DEVICE starts with its weights times a factor. */
  private static Float64Network network(HyperPrism method, double factor) {
    double[][] start = SineGradients.start(DEVICES, PARAMETERS);
    for (int k = 0; k < PARAMETERS; k++) {
      start[DEVICE][k] *= factor;
    }
    return SineGradients.network(method, LINKS, LAYOUT, start);
  }
}
