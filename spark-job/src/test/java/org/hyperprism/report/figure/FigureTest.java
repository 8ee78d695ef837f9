package org.hyperprism.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hyperprism.report.CurveColour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureTest {

  private static final String BAD = "<script>alert(\"&\")</script>";
  private static final SeriesStyle STYLE = new SeriesStyle(CurveColour.BLUE, 1);

  static Stream<Plot> plots() {
    List<LinePlot.Point> points =
        List.of(new LinePlot.Point(1, 0, 2, 3), new LinePlot.Point(100, 1, 5, 6));
    LinePlot.Line line = new LinePlot.Line(BAD, STYLE, points);
    return Stream.of(
        new LinePlot("round", BAD, List.of(line), false, false),
        new LinePlot("round", "p", List.of(line), true, true),
        new ScatterPlot(
            "samples",
            "accuracy",
            List.of(new ScatterPlot.Cloud(BAD, STYLE, List.of(new ScatterPlot.Mark(BAD, 10, 0.5)))),
            true),
        new DotPlot(
            "round",
            List.of(
                new DotPlot.Row(BAD, STYLE, List.of(3.0, 5.0), OptionalDouble.of(4), BAD),
                new DotPlot.Row("none", STYLE, List.of(), OptionalDouble.empty(), "never"))),
        new StackPlot("s", List.of(BAD, "b"), List.of(new StackPlot.Bar(BAD, List.of(1.0, 0.0)))),
        new HeatMap(
            "class",
            "device",
            List.of(BAD, "1"),
            List.of(new HeatMap.Row(BAD, List.of(0.1, 0.9)))));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isSoundSvgWithATextForThoseWhoDoNotSeeIt(Plot plot) throws Exception {
    Figure figure = new Figure("id", "Title " + BAD, "It rises.", "", plot);

    Element svg = parsed(figure.svgFile(FigureSize.ofPaper(8.5, 8)));

    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getAttribute("aria-label")).isEqualTo("Title " + BAD + ". It rises.");
    assertThat(svg.getAttribute("width")).isEqualTo("240.94pt");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(figure.svg(FigureSize.PAGE)).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(plot.numbers().rows()).isNotEmpty();
    assertThat(plot.numbers().rows())
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(plot.numbers().columns()));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isAPngFileWith300DotsAnInch(Plot plot) throws Exception {
    Figure figure = new Figure("id", "Title", "", "", plot);

    byte[] png = figure.png(FigureSize.ofPaper(5.08, 8));

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isBetween(600, 601);
    assertThat(image.getRGB(0, image.getHeight() - 1) & 0xffffff).isEqualTo(0xffffff);
  }

  @ParameterizedTest
  @MethodSource("plots")
  void hasTheSameBytesEachTime(Plot plot) {
    Figure figure = new Figure("id", "Title", "", "", plot);
    assertThat(figure.svg(FigureSize.PAGE)).isEqualTo(figure.svg(FigureSize.PAGE));
  }

  @Test
  void axesEndAtRoundNumbers() {
    Axis axis = Axis.round("accuracy", new double[] {38.2, 75.7}, false);
    assertThat(axis.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0);
    assertThat(Axis.round("p", new double[] {2.9, 3.3}, false).ticks())
        .allSatisfy(tick -> assertThat(tick).isBetween(2.8, 3.4));
    assertThat(Axis.round("p", new double[] {3, 3}, false).ticks()).hasSizeGreaterThan(2);
    assertThat(Axis.round("nothing", new double[0], false).ticks()).hasSizeGreaterThan(2);
    double[] level = {0.1, Math.nextUp(0.1), Math.nextDown(0.1)};
    assertThat(Axis.round("weight", level, false).ticks().stream().map(Numbers::text))
        .hasSizeGreaterThan(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsCountedHasNoTickBetweenTwoNumbers() {
    assertThat(Axis.tight("round", new double[] {1, 2, 3}, false).ticks())
        .containsExactly(1.0, 2.0, 3.0);
    assertThat(Axis.tight("round", new double[] {1}, false).ticks()).containsExactly(1.0);
    assertThat(Axis.tight("MB", new double[] {1, 2.5}, false).ticks()).contains(1.5);
  }

  @Test
  void aCharacterThatXmlDoesNotKnowIsReplaced() throws Exception {
    Plot plot =
        new LinePlot(
            "round",
            "p",
            List.of(new LinePlot.Line("a\u0001\uFFFE'b", STYLE, List.of(LinePlot.Point.of(1, 2)))),
            false,
            false);

    Element svg = parsed(new Figure("id", "Title \u0000", "", "", plot).svg(FigureSize.PAGE));

    assertThat(svg.getAttribute("aria-label")).isEqualTo("Title \uFFFD. ");
    assertThat(svg.getTextContent()).contains("a\uFFFD\uFFFD'b");
  }

  @Test
  void aLogarithmicAxisHasEqualRatiosAtEqualDistances() {
    Axis axis = Axis.tight("round", new double[] {1, 10_000}, true);
    assertThat(axis.share(100)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0, 10_000.0);
    assertThat(axis.shows(0)).isFalse();
    assertThat(Axis.round("step", new double[] {2e-5, 3e7}, true).ticks()).hasSizeBetween(3, 8);
  }

  @Test
  void longLinesAreThinnedFromEndToEnd() {
    List<Integer> thinned = Thinned.of(IntStream.range(0, 5000).boxed().toList(), 200);
    assertThat(thinned).hasSize(200).startsWith(0).endsWith(4999).doesNotHaveDuplicates();
  }

  @Test
  void numbersAreWrittenTheSameEverywhere() {
    assertThat(Numbers.text(1.0 / 3)).isEqualTo("0.333333");
    assertThat(Numbers.text(123_456_789)).isEqualTo("1.23457e8");
    assertThat(Numbers.text(0.00001234)).isEqualTo("1.234e-5");
    assertThat(Numbers.text(-1500)).isEqualTo("-1500");
    assertThat(Numbers.fixed(2.345, 1)).isEqualTo("2.3");
    assertThat(Numbers.count(1, "run")).isEqualTo("1 run");
  }

  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }
}
