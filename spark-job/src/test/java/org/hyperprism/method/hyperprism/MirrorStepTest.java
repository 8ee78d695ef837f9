package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hyperprism.math.ElasticDefinition;
import org.hyperprism.method.ExampleMethods;
import org.hyperprism.method.Float64Network;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps of a device without neighbours, against the equations written out. */
class MirrorStepTest {

  private static final double EXACT = 1e-12;
  private static final double RATE = 0.1;
  private static final MirrorScale EQUATION_6 = new MirrorScale.Constant(1);
  private static final LinkSchedule ALONE = new RandomDensity(2, 0, 1);

  /** Two layers of one part. */
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          3,
          List.of(new Range(ModelPart.DECISION, 0, 3)),
          List.of(new Range(ModelPart.DECISION, 0, 2), new Range(ModelPart.DECISION, 2, 3)));

  private static final double[] WEIGHTS = {0.3, -0.4, 0.02};
  private static final double[] GRADIENTS = {1, 2, -0.5};

  private static double[] after(int rounds, Method method) {
    return new Float64Network(
            method,
            ALONE,
            LAYOUT,
            new double[][] {WEIGHTS, WEIGHTS},
            (device, weights, gradient) -> {
              System.arraycopy(GRADIENTS, 0, gradient, 0, gradient.length);
              return 0;
            })
        .rounds(rounds)
        .vector(0, Method.MODEL);
  }

  private static Method method(
      StepOrder order, MirrorScale scale, double elasticity, double momentum) {
    return ExampleMethods.hyperPrism(
        3, order, scale, elasticity, momentum, LocalTraining.plain(RATE, 1));
  }

  @ParameterizedTest
  @EnumSource(
      value = StepOrder.class,
      names = {"ATC", "CTA"})
  void anElasticStepIsOneOfItsMap(StepOrder order) {
    double mu = 0.25;
    double[] expected = new double[3];
    for (int k = 0; k < 3; k++) {
      double psi = Math.pow(WEIGHTS[k], 3) + mu * WEIGHTS[k] - RATE * GRADIENTS[k];
      expected[k] = ElasticDefinition.inverse(psi, 3, mu);
    }
    assertThat(after(1, method(order, EQUATION_6, mu, 0))).containsExactly(expected, within(EXACT));
  }

  /** p r^(p-1): r is sqrt((0.09 + 0.16) / 2) in the first layer and 0.02 in the second. */
  @ParameterizedTest
  @EnumSource(
      value = StepOrder.class,
      names = {"ATC", "CTA"})
  void aLayersScaleIsTheSlopeAtItsRootMeanSquare(StepOrder order) {
    double first = 3 * 0.125;
    double second = 3 * 0.02 * 0.02;
    assertThat(after(1, method(order, new MirrorScale.Layer(), 0, 0)))
        .containsExactly(
            new double[] {
              Math.cbrt(0.027 - RATE * first * 1),
              Math.cbrt(-0.064 - RATE * first * 2),
              Math.cbrt(8e-6 + RATE * second * 0.5)
            },
            within(EXACT));
  }

  /** v = g, then v = 0.5 g + g. */
  @ParameterizedTest
  @EnumSource(
      value = StepOrder.class,
      names = {"ATC", "CTA"})
  void momentumIsThatOfTheMirrorSpace(StepOrder order) {
    double[] expected = new double[3];
    for (int k = 0; k < 3; k++) {
      expected[k] = Math.cbrt(Math.pow(WEIGHTS[k], 3) - RATE * 2.5 * GRADIENTS[k]);
    }
    assertThat(after(2, method(order, EQUATION_6, 0, 0.5)))
        .containsExactly(expected, within(EXACT));
  }

  /** The plain step, and behind the mean, which is the device itself, v = g and then 1.5 g. */
  @Test
  void bothStepsHaveTheirMomentum() {
    double w = WEIGHTS[2];
    double g = GRADIENTS[2];
    w = Math.cbrt(Math.pow(w - RATE * g, 3) - RATE * g);
    w = Math.cbrt(Math.pow(w - RATE * g, 3) - RATE * 1.5 * g);
    assertThat(after(2, method(StepOrder.BOTH, EQUATION_6, 0, 0.5))[2]).isCloseTo(w, within(EXACT));
  }

  @Test
  void theDecisionPartCanBeTheLastLayerAlone() {
    HyperPrismSettings standard = SettingSchema.of(HyperPrismSettings.class).defaults();
    Method method =
        new HyperPrism(
            new HyperPrismSettings(
                standard.preset(),
                new ExponentSchedule.Constant(1),
                new ExponentSchedule.Constant(3),
                HyperPrismSettings.Decision.LAST,
                StepOrder.ATC,
                MappingRule.RECEIVER,
                EQUATION_6,
                0,
                0,
                HyperPrismSettings.MomentumKind.HEAVY_BALL,
                standard.hypernetwork()),
            LocalTraining.plain(RATE, 1),
            LAYOUT);
    assertThat(after(1, method))
        .containsExactly(
            new double[] {0.3 - 0.1, -0.4 - 0.2, Math.cbrt(8e-6 + 0.05)}, within(EXACT));
  }
}
