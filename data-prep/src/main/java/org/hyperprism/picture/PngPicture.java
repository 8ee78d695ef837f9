package org.hyperprism.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.hyperprism.failure.EnvironmentException;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as the bytes of a PNG file. Needs no display, but fonts. */
public final class PngPicture {

  static {
    // A display that is named but cannot be reached would otherwise end the drawing.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private PngPicture() {}

  /**
   * Draws a chart.
   *
   * @param chart makes the chart, which may already ask for fonts
   * @throws EnvironmentException if this Java cannot draw letters, as on machines without any font
   */
  public static byte[] of(Supplier<? extends Chart<?, ?>> chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      BitmapEncoder.saveBitmap(chart.get(), bytes, BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LinkageError | InternalError e) {
      throw new EnvironmentException(
          "this Java cannot draw text ("
              + e
              + "); install fontconfig and a font, on Debian: apt-get install fontconfig fonts-dejavu-core",
          e);
    }
    return bytes.toByteArray();
  }
}
