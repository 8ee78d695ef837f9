package org.hyperprism.sweep.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.stream.Collectors;
import org.hyperprism.sweep.axis.SweptSetting;
import org.hyperprism.sweep.tuning.TuningAxis.Edge;
import org.junit.jupiter.api.Test;

class TuningAxisTest {

  @Test
  void aListIsContinuedByItsOwnPattern() {
    TuningAxis rates = axis("dpsgd.learningRate", "[1, 0.3, 3]");
    assertThat(text(rates.widened(Edge.LARGEST))).isEqualTo("0.3 1 3 10");
    assertThat(text(rates.widened(Edge.LARGEST).widened(Edge.LARGEST))).isEqualTo("0.3 1 3 10 30");
    assertThat(text(rates.widened(Edge.SMALLEST))).isEqualTo("0.1 0.3 1 3");
    assertThat(text(axis("dpsgd.learningRate", "[4, 8]").widened(Edge.LARGEST)))
        .isEqualTo("4 8 16");
    assertThat(text(axis("mudag.exchanges", "[2, 4]").widened(Edge.SMALLEST))).isEqualTo("1 2 4");
  }

  @Test
  void anEdgeIsTheEndOfAListThatCouldBeLonger() {
    TuningAxis rates = axis("dpsgd.learningRate", "[0.3, 1, 3]");
    assertThat(rates.edge(rates.values().get(0))).contains(Edge.SMALLEST);
    assertThat(rates.edge(rates.values().get(1))).isEmpty();
    assertThat(rates.edge(rates.values().get(2))).contains(Edge.LARGEST);
    assertThat(edges(axis("dpsgd.learningRate", "[1]"))).isEmpty();
    assertThat(edges(axis("dpsgd.order", "[atc, cta]"))).isEmpty();
  }

  @Test
  void theEndOfTheLegalValuesIsNoEdge() {
    assertThat(edges(axis("hyperprism.p", "[1, 3, 9]"))).containsExactly(Edge.LARGEST);
    assertThat(edges(axis("heavy-ball.momentum", "[0.7, 0.9]"))).containsExactly(Edge.SMALLEST);
    assertThat(edges(axis("mudag.exchanges", "[1, 2]"))).containsExactly(Edge.LARGEST);
    assertThat(edges(axis("qg-dsgdm.averageDecayRate", "[0, 0.5]"))).isEmpty();
  }

  private static List<Edge> edges(TuningAxis axis) {
    return axis.values().stream().flatMap(value -> axis.edge(value).stream()).toList();
  }

  private static TuningAxis axis(String key, String values) {
    ConfigList list = ConfigFactory.parseString("values = " + values).getList("values");
    return new TuningAxis(key, list);
  }

  private static String text(TuningAxis axis) {
    return axis.values().stream()
        .map((ConfigValue value) -> SweptSetting.text(value))
        .collect(Collectors.joining(" "));
  }
}
