package org.hyperprism.sweep.axis;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hyperprism.setting.Problem;
import org.junit.jupiter.api.Test;

class DrawTest {

  private static final String AXES =
      """
      dpsgd.learningRate { logUniform = [0.001, 10] }
      train.batchSize { integer = [8, 64] }
      links.density { uniform = [0.2, 0.9] }
      model { choice = [lr, mlp] }
      seed = [1, 2]
      """;

  @Test
  void theFirstOfManyAreThoseOfFew() {
    List<Draw> few = Draw.of(axes(AXES), 10, 3);

    assertThat(few).hasSize(10).doesNotHaveDuplicates();
    assertThat(Draw.of(axes(AXES), 40, 3).subList(0, 10)).isEqualTo(few);
    assertThat(Draw.of(axes(AXES), 10, 4)).isNotEqualTo(few);
  }

  @Test
  void whatElseIsDrawnChangesNoValue() {
    List<Draw> alone = Draw.of(axes("dpsgd.learningRate { logUniform = [0.001, 10] }"), 10, 3);

    assertThat(Draw.of(axes(AXES), 10, 3).stream().map(DrawTest::rate))
        .containsExactlyElementsOf(alone.stream().map(DrawTest::rate).toList());
  }

  @Test
  void valuesFillTheirRangesAsTheirDistributionsSay() {
    List<Draw> draws = Draw.of(axes(AXES), 2000, 1);

    assertThat(draws).allSatisfy(draw -> assertThat(rate(draw)).isBetween(0.001, 10.0));
    // Each of four orders of magnitude has a quarter, within five standard deviations.
    for (double from : new double[] {0.001, 0.01, 0.1, 1}) {
      assertThat(draws.stream().filter(d -> rate(d) >= from && rate(d) < 10 * from).count())
          .isBetween(400L, 600L);
    }
    assertThat(numbers(draws, "train.batchSize")).contains(8.0, 64.0);
    assertThat(numbers(draws, "train.batchSize"))
        .allSatisfy(size -> assertThat(size).isEqualTo(Math.rint(size)).isBetween(8.0, 64.0));
    assertThat(numbers(draws, "links.density").stream().mapToDouble(d -> d).average().orElseThrow())
        .isBetween(0.53, 0.57);
    assertThat(draws.stream().filter(draw -> text(draw, "model").equals("lr")).count())
        .isBetween(880L, 1120L);
  }

  @Test
  void numbersHaveAFewDigitsAndStayInTheRange() {
    List<Draw> draws = Draw.of(axes("links.density { uniform = [0.123441, 0.123449999] }"), 3, 1);

    assertThat(numbers(draws, "links.density"))
        .allSatisfy(density -> assertThat(density).isBetween(0.123441, 0.123449999));
    assertThat(Draw.of(axes("links.density { uniform = [0.1, 0.9] }"), 50, 1))
        .allSatisfy(
            draw -> assertThat(text(draw, "links.density").length()).isLessThanOrEqualTo(7));
  }

  @Test
  void noDrawIsRepeated() {
    List<Draw> draws =
        Draw.of(axes("model { choice = [lr, mlp] }, train.localSteps { integer = [1, 2] }"), 9, 1);

    assertThat(draws).hasSize(4);
    assertThat(draws.stream().map(Draw::number)).containsExactly(1, 2, 3, 4);
    assertThat(draws.stream().map(Draw::values)).doesNotHaveDuplicates();
  }

  @Test
  void withoutDistributionsNothingIsDrawn() {
    assertThat(Draw.of(axes("seed = [1, 2]"), 5, 1)).containsExactly(Draw.none());
  }

  private static double rate(Draw draw) {
    return Double.parseDouble(text(draw, "dpsgd.learningRate"));
  }

  private static Set<Double> numbers(List<Draw> draws, String key) {
    Set<Double> numbers = new HashSet<>();
    draws.forEach(draw -> numbers.add(Double.valueOf(text(draw, key))));
    return numbers;
  }

  private static String text(Draw draw, String key) {
    ConfigValue value = draw.values().get(key);
    return value == null ? "" : SweptSetting.text(value);
  }

  private static List<SweptSetting> axes(String text) {
    List<Problem> problems = new ArrayList<>();
    List<SweptSetting> axes =
        new SweptSettingReader("sweep", List.of("variants"), problems)
            .read(ConfigFactory.parseString(text).root());
    assertThat(problems).isEmpty();
    return axes;
  }
}
