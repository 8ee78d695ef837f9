package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.Objects;
import org.hyperprism.method.hyperprism.ExponentSchedule.Changing;
import org.hyperprism.method.hyperprism.ExponentSchedule.Constant;
import org.hyperprism.method.hyperprism.ExponentSchedule.Learned;
import org.hyperprism.method.hyperprism.ExponentSchedule.Shape;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.testing.ArabicDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentScheduleTest {

  /** By hand: from 9 to 1 over 4 rounds. */
  @ParameterizedTest
  @CsvSource({
    "1, 9, 9, 9",
    "2, 5.196152422706632, 7, 9",
    "3, 3, 5, 9",
    "4, 1.7320508075688772, 3, 9",
    "5, 1, 1, 1",
    "1000, 1, 1, 1"
  })
  void goesFromOneToTheOther(int round, double geometric, double linear, double step) {
    assertThat(new Changing(9, 1, 4, Shape.GEOMETRIC).in(round))
        .isCloseTo(geometric, within(1e-14));
    assertThat(new Changing(9, 1, 4, Shape.LINEAR).in(round)).isEqualTo(linear);
    assertThat(new Changing(9, 1, 4, Shape.STEP).in(round)).isEqualTo(step);
    assertThat(new Changing(1, 9, 4, Shape.LINEAR).in(round)).isEqualTo(10 - linear);
  }

  @Test
  void exponentsBelowOneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Constant(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Constant(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Changing(9, 0, 4, Shape.STEP));
    assertThatIllegalArgumentException().isThrownBy(() -> new Changing(9, 1, 0, Shape.STEP));
  }

  private static ConfigValue value(String hocon) {
    return Objects.requireNonNull(ConfigFactory.parseString("p = " + hocon).root().get("p"));
  }

  @Test
  void isReadAndWritten() throws IllegalValueException {
    ExponentFormat format = new ExponentFormat();
    assertThat(format.read(value("{ from = 9, to = 1, over = 40 }")))
        .isEqualTo(new Changing(9, 1, 40, Shape.GEOMETRIC));
    for (ExponentSchedule schedule :
        new ExponentSchedule[] {
          new Learned(), new Constant(2.5), new Changing(1, 9.5, 7, Shape.STEP)
        }) {
      assertThat(format.read(value(format.write(schedule)))).isEqualTo(schedule);
    }
    assertThat(format.read(value("\"3\""))).isEqualTo(new Constant(3));
    assertThat(format.read(value("{ from = 9, to = 1, over = 2147483647 }")))
        .isEqualTo(new Changing(9, 1, Integer.MAX_VALUE, Shape.GEOMETRIC));
  }

  @Test
  void isWrittenWithTheSameDigitsInEveryLocale() throws Exception {
    assertThat(
            ArabicDigits.with(() -> new ExponentFormat().write(new Changing(9, 1, 40, Shape.STEP))))
        .isEqualTo("{ from = 9.0, to = 1.0, over = 40, shape = step }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5",
        "learned",
        "[3]",
        "NaN",
        "1e400",
        "null",
        "{}",
        "{ from = 9, to = 1 }",
        "{ from = 9, to = 1, over = 0 }",
        "{ from = 9, to = 1, over = 2.5 }",
        "{ from = 9, to = 1, over = 1e10 }",
        "{ from = 9, to = 0, over = 10 }",
        "{ from = 9, to = 1, over = 10, shape = cubic }",
        "{ from = 9, to = 1, over = 10, form = linear }"
      })
  void whatIsNoneIsRefused(String hocon) {
    assertThatThrownBy(() -> new ExponentFormat().read(value(hocon)))
        .isInstanceOf(IllegalValueException.class)
        .hasMessageStartingWith("adaptive, a number >= 1, or { from, to, over, shape }");
  }
}
