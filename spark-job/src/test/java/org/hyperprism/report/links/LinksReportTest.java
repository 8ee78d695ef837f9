package org.hyperprism.report.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.hyperprism.testing.ArabicDigits;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.schedule.StaticGraph;
import org.hyperprism.topology.schedule.StaticShape;
import org.hyperprism.topology.statistics.LinkStatistics;
import org.junit.jupiter.api.Test;

class LinksReportTest {

  private static final StaticGraph RING = new StaticGraph(StaticShape.RING, 5);

  private static LinkStatistics ring(int rounds) {
    return LinkStatistics.of(RING, 1, rounds, MixingRule.METROPOLIS);
  }

  @Test
  void textAndPictureHaveTheSameDigitsInEveryLocale() throws Exception {
    LinkStatistics statistics = ring(1000);
    LinksPicture picture = new LinksPicture("ring", RING, statistics);
    String svg = picture.svg(3);

    assertThat(ArabicDigits.with(() -> StatisticsText.of(statistics)))
        .isEqualTo(StatisticsText.of(statistics))
        .contains("rounds 1 to 1000", "every 50th of 1000 rounds");
    assertThat(ArabicDigits.with(() -> picture.svg(3))).isEqualTo(svg);
    assertThat(svg).contains("each point the mean of ");
  }

  @Test
  void aGapBesideOneIsAPowerOfTenWithOneDigitBeforeThePoint() {
    LinkStatistics ring = ring(3);
    assertThat(gap(ring, Math.log(9.97e-5))).contains("1 - 1.0e-4 of the product");
    assertThat(gap(ring, Math.log(9.94e-5))).contains("1 - 9.9e-5 of the product");
    assertThat(gap(ring, -2000)).contains("1 - 2.6e-869 of the product");
  }

  private static String gap(LinkStatistics of, double logarithmOfSigma) {
    return StatisticsText.of(
        new LinkStatistics(of.rounds(), of.degrees(), of.window(), logarithmOfSigma, false));
  }
}
