package org.hyperprism.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a run. On a machine without fonts each is a warning in the log instead, and the
 * run goes on.
 */
public final class RunPictures {

  private static final Logger LOG = LoggerFactory.getLogger(RunPictures.class);

  private final RunDirectory directory;

  public RunPictures(RunDirectory directory) {
    this.directory = directory;
  }

  /** Writes a picture, or says why there is none. */
  public void write(String name, Supplier<byte[]> drawing) {
    byte[] picture;
    try {
      picture = drawing.get();
    } catch (EnvironmentException noFonts) {
      LOG.warn("no {}: {}", name, noFonts.getMessage());
      return;
    }
    directory.write(name, picture);
  }

  /**
   * Writes the mean accuracy of every method over the rounds and, if exponents were learned,
   * theirs.
   *
   * @param setting what the titles say of the run
   */
  public void writeCurves(ResultTables tables, List<String> methods, String setting) {
    write(RunDirectory.ACCURACY_PICTURE, () -> accuracies(tables, methods, setting));
    if (!tables.exponents().isEmpty()) {
      write(RunDirectory.EXPONENTS_PICTURE, () -> exponents(tables, setting));
    }
  }

  /**
   * The mean accuracy of every method over the rounds, as a PNG file.
   *
   * @param setting what the title says of the run
   * @throws EnvironmentException if this Java cannot draw letters
   */
  public static byte[] accuracies(ResultTables tables, List<String> methods, String setting) {
    List<Curve> accuracies = new ArrayList<>();
    for (Map.Entry<String, CurveColour> entry : CurveColour.ofMethods(methods).entrySet()) {
      String method = entry.getKey();
      Curve empty = new Curve(method, entry.getValue(), List.of());
      add(accuracies, tables, method, empty, Quantity.ACCURACY);
    }
    return CurvePicture.png(
        setting, "top-1 accuracy in % (mean over devices, band: ± std)", accuracies);
  }

  /** The learned exponents of each part of the model over the rounds, which there are some of. */
  private static byte[] exponents(ResultTables tables, String setting) {
    List<Curve> exponents = new ArrayList<>();
    ResultTable<DeviceExponent> learned = tables.exponents();
    String method = learned.rows().get(0).get(learned.column(RoundMetrics.METHOD));
    add(
        exponents,
        tables,
        method,
        new Curve("representation", CurveColour.BLUE, List.of()),
        Quantity.REPRESENTATION);
    add(
        exponents,
        tables,
        method,
        new Curve("decision", CurveColour.VERMILION, List.of()),
        Quantity.DECISION);
    return CurvePicture.png(setting, "exponent p (mean over devices, band: ± std)", exponents);
  }

  /** Adds a method's curve, if the quantity was measured in any round. */
  private static void add(
      List<Curve> curves, ResultTables tables, String method, Curve empty, Quantity quantity) {
    ResultTable<RoundMetrics> metrics = tables.metrics();
    int mean = metrics.column(quantity.mean());
    int spread = metrics.column(quantity.spread());
    List<Curve.Point> points = new ArrayList<>();
    for (List<String> row : metrics.rows()) {
      boolean measured =
          row.get(metrics.column(RoundMetrics.METHOD)).equals(method)
              && isFinite(row.get(mean))
              && isFinite(row.get(spread));
      if (measured) {
        points.add(
            quantity.point(
                Integer.parseInt(row.get(metrics.column(RoundMetrics.ROUND))),
                Double.parseDouble(row.get(mean)),
                Double.parseDouble(row.get(spread))));
      }
    }
    if (!points.isEmpty()) {
      curves.add(new Curve(empty.name(), empty.colour(), points));
    }
  }

  /** A run that is resumed draws what its file had, whoever wrote that. */
  private static boolean isFinite(String cell) {
    return !cell.isEmpty() && Double.isFinite(Double.parseDouble(cell));
  }
}
