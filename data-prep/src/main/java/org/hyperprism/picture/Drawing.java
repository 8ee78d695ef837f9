package org.hyperprism.picture;

import java.util.function.Supplier;
import org.hyperprism.failure.EnvironmentException;

/** Drawing by this Java; it needs no display, but fonts. */
public final class Drawing {

  static {
    // A display that is named but cannot be reached would otherwise end the drawing.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private Drawing() {}

  /**
   * Draws.
   *
   * @param picture may ask for fonts
   * @throws EnvironmentException if this Java cannot draw letters, as on machines without any font
   */
  public static <T> T of(Supplier<T> picture) {
    try {
      return picture.get();
    } catch (LinkageError | InternalError e) {
      throw new EnvironmentException(
          "this Java cannot draw text ("
              + e
              + "); install fontconfig and a font, on Debian: apt-get install fontconfig fonts-dejavu-core",
          e);
    }
  }
}
