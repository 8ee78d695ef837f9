package org.hyperprism.partition;

import java.awt.Color;
import java.awt.Font;
import java.util.stream.IntStream;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.picture.PngPicture;
import org.knowm.xchart.BubbleChart;
import org.knowm.xchart.BubbleChartBuilder;
import org.knowm.xchart.style.BubbleStyler;

/**
 * The label distribution as a picture: one bubble per device (across) and class (up), its area
 * proportional to the number of samples. Needs no display.
 */
public final class LabelDistributionPicture {

  private static final int WIDTH = 1200;
  private static final int MARGIN = 110;
  private static final double FILL = 1.1;

  /**
   * Space between the outermost bubbles and the frame, in devices or classes; below 1, so that
   * there is no tick beside the data.
   */
  private static final double EDGE = 0.8;

  private static final Color BUBBLE = new Color(31, 119, 180, 190);
  private static final Color GRID = new Color(225, 225, 225);

  private LabelDistributionPicture() {}

  /**
   * The picture as the bytes of a PNG file.
   *
   * @param title stands above the picture
   * @throws EnvironmentException if this Java cannot draw letters, as on machines without any font
   */
  public static byte[] png(PartitionSummary summary, String title) {
    return PngPicture.of(() -> chart(summary, title));
  }

  private static BubbleChart chart(PartitionSummary summary, String title) {
    int height = Math.min(2000, Math.max(420, MARGIN + 40 * summary.classes()));
    BubbleChart chart =
        new BubbleChartBuilder()
            .width(WIDTH)
            .height(height)
            .title(title)
            .xAxisTitle("device (area: samples; the largest bubble is " + most(summary) + ")")
            .yAxisTitle("class")
            .build();
    style(chart.getStyler(), summary);
    int cells = summary.devices() * summary.classes();
    double[] devices = new double[cells];
    double[] classes = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      devices[cell] = Math.floorDiv(cell, summary.classes());
      classes[cell] = Math.floorMod(cell, summary.classes());
    }
    double[] diameters = diameters(summary, height);
    chart.addSeries("samples", devices, classes, diameters);
    return chart;
  }

  private static void style(BubbleStyler style, PartitionSummary summary) {
    style.setLegendVisible(false);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotContentSize(1); // the edge below is all the space around the bubbles
    style.setPlotGridLinesColor(GRID);
    style.setSeriesColors(new Color[] {BUBBLE});
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setXAxisMin(-EDGE).setXAxisMax(summary.devices() - 1 + EDGE);
    style.setYAxisMin(-EDGE).setYAxisMax(summary.classes() - 1 + EDGE);
    style.setXAxisDecimalPattern("0").setYAxisDecimalPattern("0");
  }

  /** Pixels; the largest count slightly more than fills its cell. */
  private static double[] diameters(PartitionSummary summary, int height) {
    double cellWidth = (double) (WIDTH - MARGIN) / (summary.devices() - 1 + 2 * EDGE);
    double cellHeight = (double) (height - MARGIN) / (summary.classes() - 1 + 2 * EDGE);
    double largest = FILL * Math.min(cellWidth, cellHeight);
    int most = most(summary);
    return IntStream.range(0, summary.devices())
        .flatMap(device -> IntStream.of(summary.counts()[device]))
        .mapToDouble(count -> largest * Math.sqrt((double) count / Math.max(1, most)))
        .toArray();
  }

  /** The most samples of one class on one device. */
  private static int most(PartitionSummary summary) {
    return IntStream.range(0, summary.devices())
        .flatMap(device -> IntStream.of(summary.counts()[device]))
        .max()
        .orElse(0);
  }
}
