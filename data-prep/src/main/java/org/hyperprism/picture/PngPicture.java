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

  private PngPicture() {}

  /**
   * Draws a chart.
   *
   * @param chart makes the chart, which may already ask for fonts
   * @throws EnvironmentException if this Java cannot draw letters, as on machines without any font
   */
  public static byte[] of(Supplier<? extends Chart<?, ?>> chart) {
    return Drawing.of(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try {
            BitmapEncoder.saveBitmap(chart.get(), bytes, BitmapEncoder.BitmapFormat.PNG);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return bytes.toByteArray();
        });
  }
}
