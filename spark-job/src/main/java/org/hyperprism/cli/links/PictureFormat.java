package org.hyperprism.cli.links;

import java.nio.file.Path;
import java.util.Locale;
import org.hyperprism.failure.ConfigurationException;

/** The formats of pictures of links. */
enum PictureFormat {
  PNG,
  SVG,
  GIF;

  /**
   * That of a file by its ending.
   *
   * @throws ConfigurationException if it is of none
   */
  static PictureFormat of(Path file) {
    for (PictureFormat format : values()) {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith("." + format.ending())) {
        return format;
      }
    }
    throw new ConfigurationException(
        file + " has an unknown ending; expected .png or .svg for one round, or .gif for a film");
  }

  private String ending() {
    return name().toLowerCase(Locale.ROOT);
  }
}
