package org.hyperprism.report.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.FigureSize;

/** Figures as files for a paper, in which a caption takes the place of their titles. */
public final class FigureFiles {

  private FigureFiles() {}

  /**
   * An SVG and a PNG file of each figure.
   *
   * @return contents by file name
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public static Map<String, byte[]> of(List<Figure> figures, FigureSize size) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Figure figure : figures) {
      files.put(figure.id() + ".svg", figure.svgFile(size).getBytes(StandardCharsets.UTF_8));
      files.put(figure.id() + ".png", figure.png(size));
    }
    return files;
  }
}
