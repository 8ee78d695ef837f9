package org.hyperprism.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.picture.PngPicture;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves over the rounds, each a line of means in a band over the devices. The axis of the rounds
 * is logarithmic where most of the rounds are early ones.
 */
public final class CurvePicture {

  static final int WIDTH = 1000;
  static final int HEIGHT = 620;

  /** Curves with more points than this are drawn without a marker at each. */
  private static final int MOST_MARKERS = 30;

  private static final Color GRID = new Color(225, 225, 225);
  private static final Color INVISIBLE = new Color(255, 255, 255, 0);

  private CurvePicture() {}

  /**
   * Draws the curves as a PNG file of 1000 by 620 pixels.
   *
   * @param verticalAxis what the curves show, with its unit
   * @param curves at least one, each with at least one point
   * @throws EnvironmentException if this Java cannot draw letters
   */
  public static byte[] png(String title, String verticalAxis, List<Curve> curves) {
    return PngPicture.of(() -> chart(title, verticalAxis, curves));
  }

  private static XYChart chart(String title, String verticalAxis, List<Curve> curves) {
    boolean logarithmic = isLogarithmic(curves);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(logarithmic ? "round (logarithmic)" : "round")
            .yAxisTitle(verticalAxis)
            .build();
    style(chart.getStyler(), logarithmic);
    // Bands first, so that no line disappears under one.
    curves.forEach(curve -> addBand(chart, curve));
    curves.forEach(curve -> addLine(chart, curve));
    return chart;
  }

  static boolean isLogarithmic(List<Curve> curves) {
    return Curve.areMostlyEarly(
        curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Curve.Point::round));
  }

  private static void addBand(XYChart chart, Curve curve) {
    List<Curve.Point> points = curve.points();
    if (points.size() < 2) {
      return;
    }
    double[] rounds =
        Stream.concat(points.stream(), reversed(points).stream())
            .mapToDouble(Curve.Point::round)
            .toArray();
    double[] outline =
        DoubleStream.concat(
                points.stream().mapToDouble(Curve.Point::low),
                reversed(points).stream().mapToDouble(Curve.Point::high))
            .toArray();
    XYSeries band = chart.addSeries(curve.name() + " over devices", rounds, outline);
    band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(curve.colour().band());
    band.setLineColor(INVISIBLE);
    band.setMarker(SeriesMarkers.NONE);
    band.setShowInLegend(false);
  }

  private static List<Curve.Point> reversed(List<Curve.Point> points) {
    List<Curve.Point> reversed = new ArrayList<>(points);
    Collections.reverse(reversed);
    return reversed;
  }

  private static void addLine(XYChart chart, Curve curve) {
    List<Curve.Point> points = curve.points();
    XYSeries line =
        chart.addSeries(
            curve.name(),
            points.stream().mapToDouble(Curve.Point::round).toArray(),
            points.stream().mapToDouble(Curve.Point::mean).toArray());
    line.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    line.setLineColor(curve.colour().line());
    line.setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    line.setMarker(points.size() > MOST_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    line.setMarkerColor(curve.colour().line());
  }

  private static void style(XYStyler style, boolean logarithmic) {
    style.setXAxisLogarithmic(logarithmic);
    style.setXAxisDecimalPattern("0");
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setChartTitleBoxVisible(false);
    style.setMarkerSize(7);
    style.setLegendPosition(Styler.LegendPosition.OutsideE);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
  }
}
