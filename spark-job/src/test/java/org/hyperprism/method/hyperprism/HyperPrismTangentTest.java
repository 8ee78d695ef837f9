package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.hyperprism.method.ExampleMethods;
import org.hyperprism.method.Float64Network;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.Vector;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkShape;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the aggregation leaves for the hypernetwork, d model / d p, against central differences of
 * whole rounds in which one device's exponent is a little larger or smaller.
 */
class HyperPrismTangentTest {

  private static final int DEVICES = 6;
  private static final int PARAMETERS = 8;
  private static final int DEVICE = 2;
  private static final Vector TANGENT = new Vector("tangent", Vector.Lifetime.KEPT, 1);
  private static final HypernetworkShape SHAPE =
      new HypernetworkShape(4, 5, 1, List.of(1.0, 3.0, 5.0), ExponentSelection.EXPECTATION);

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
    HyperPrism method = method(order, mapping, localSteps, 1e-9);
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
    HyperPrism method = method(StepOrder.ATC, MappingRule.RECEIVER, 1, 0.1);
    Float64Network network = round(method, 0);
    double before = network.scalars(DEVICE)[0];
    double[] tangent = network.vector(DEVICE, TANGENT);
    double slope = 0;
    for (int k = 0; k < PARAMETERS; k++) {
      slope += tangent[k] * gradient(DEVICE, k);
    }
    network.rounds(1);
    double after = network.scalars(DEVICE)[0];
    assertThat(Math.signum(after - before)).isEqualTo(-Math.signum(slope));
  }

  private static HyperPrism method(
      StepOrder order, MappingRule mapping, int localSteps, double hypernetworkRate) {
    HypernetworkSettings hypernetwork =
        new HypernetworkSettings(
            SHAPE.candidates(),
            SHAPE.selection(),
            hypernetworkRate,
            SHAPE.embedding(),
            SHAPE.hidden(),
            Double.MAX_VALUE,
            false);
    return ExampleMethods.learningHyperPrism(
        order,
        mapping,
        new MirrorScale.Constant(0.7),
        hypernetwork,
        LocalTraining.plain(0.05, localSteps),
        ParameterLayout.of(ModelPart.DECISION, PARAMETERS));
  }

  /** One round with the last bias of one device's hypernetwork moved: it belongs to candidate 5. */
  private static Float64Network round(HyperPrism method, float bias) {
    Random random = new Random(3);
    double[][] start = new double[DEVICES][PARAMETERS];
    for (double[] weights : start) {
      for (int k = 0; k < PARAMETERS; k++) {
        // Away from 0 and from cancellation, with both signs among the parameters.
        weights[k] = (0.5 + random.nextDouble()) * (k % 2 == 0 ? 1 : -1);
      }
    }
    Float64Network network =
        new Float64Network(
            method,
            new RandomDensity(DEVICES, 0.6, 4),
            start,
            (device, weights, gradient) -> {
              for (int k = 0; k < PARAMETERS; k++) {
                gradient[k] = gradient(device, k);
              }
              return 0;
            });
    float[] scalars = network.scalars(DEVICE);
    scalars[scalars.length - 1] += bias;
    return network.rounds(1);
  }

  private static double gradient(int device, int k) {
    return Math.sin(1 + device + 3 * k);
  }
}
