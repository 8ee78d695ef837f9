package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Objects;
import org.hyperprism.method.Float64Network;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorScaleTest {

  private static final double RATE = 0.1;

  /** A parameter of each part. */
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          3,
          List.of(
              new Range(ModelPart.REPRESENTATION, 0, 1),
              new Range(ModelPart.DECISION, 1, 2),
              new Range(ModelPart.STATISTICS, 2, 3)));

  /** One step of a device alone, from 1/2, with a gradient of 1. */
  private static double[] step(double representation, double decision) {
    HyperPrismSettings standard = SettingSchema.of(HyperPrismSettings.class).defaults();
    Method method =
        new HyperPrism(
            new HyperPrismSettings(
                standard.preset(),
                new ExponentSchedule.Constant(representation),
                new ExponentSchedule.Constant(decision),
                HyperPrismSettings.Decision.DENSE,
                StepOrder.ATC,
                MappingRule.RECEIVER,
                new MirrorScale.TenToMinusExponent(),
                0,
                0,
                HyperPrismSettings.MomentumKind.HEAVY_BALL,
                standard.hypernetwork()),
            LocalTraining.plain(RATE, 1),
            LAYOUT);
    return new Float64Network(
            method,
            new RandomDensity(2, 0, 1),
            LAYOUT,
            new double[][] {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}},
            (device, weights, gradient) -> {
              gradient[0] = 1;
              gradient[1] = 1;
              gradient[2] = 1;
              return 0;
            })
        .rounds(1)
        .vector(0, Method.MODEL);
  }

  /**
   * The mean exponent is that of the two trained parts; the decision part has the scale unless its
   * exponent is 1, the representation part never, and running statistics take their own step.
   */
  @ParameterizedTest
  @CsvSource({"1, 3, 0.01", "3, 3, 0.001", "3, 1, 1", "1, 1, 1", "5, 3, 0.0001"})
  void tenToMinusTheMeanExponentOfTheDecisionPart(
      double representation, double decision, double scale) {
    assertThat(step(representation, decision))
        .containsExactly(
            new double[] {
              root(Math.pow(0.5, representation) - RATE, representation),
              root(Math.pow(0.5, decision) - RATE * scale, decision),
              0.5 - RATE
            },
            within(1e-12));
  }

  private static double root(double power, double p) {
    return Math.signum(power) * Math.pow(Math.abs(power), 1 / p);
  }

  private static ConfigValue value(String hocon) {
    return Objects.requireNonNull(
        ConfigFactory.parseString("scale = " + hocon).root().get("scale"));
  }

  @Test
  void isReadAndWritten() throws IllegalValueException {
    MirrorScaleFormat format = new MirrorScaleFormat();
    assertThat(format.read(value("ten-to-minus-p")))
        .isEqualTo(new MirrorScale.TenToMinusExponent());
    assertThat(format.read(value("layer"))).isEqualTo(new MirrorScale.Layer());
    assertThat(format.read(value("0.25"))).isEqualTo(new MirrorScale.Constant(0.25));
    assertThat(format.write(new MirrorScale.TenToMinusExponent())).isEqualTo("ten-to-minus-p");
    assertThat(format.write(new MirrorScale.Layer())).isEqualTo("layer");
    assertThat(format.write(new MirrorScale.Constant(0.25))).isEqualTo("0.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "1e400", "layers", "[1]"})
  void whatIsNoneIsRefused(String hocon) {
    assertThatThrownBy(() -> new MirrorScaleFormat().read(value(hocon)))
        .isInstanceOf(IllegalValueException.class)
        .hasMessage("ten-to-minus-p, layer or a number > 0");
  }
}
