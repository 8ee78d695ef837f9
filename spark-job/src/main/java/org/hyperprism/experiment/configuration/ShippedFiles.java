package org.hyperprism.experiment.configuration;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hyperprism.spark.Deployment;

/**
 * Files that spark-submit's {@code --files} took along to a driver in cluster mode: YARN puts them
 * into the driver's folder by their last name, a standalone cluster says where they came from.
 */
public final class ShippedFiles {

  private ShippedFiles() {}

  /** Where a file is that is named as the user sees it: itself, unless only a copy is there. */
  public static Path locate(Path file) {
    return file.isAbsolute() || Files.exists(file) ? file : named(file).orElse(file);
  }

  /** The copy of a file of this last name; empty if none came along. */
  static Optional<Path> named(Path file) {
    Path name = file.getFileName();
    if (!Deployment.isClusterMode() || name == null) {
      return Optional.empty();
    }
    if (Files.exists(name)) {
      return Optional.of(name);
    }
    for (String shipped : System.getProperty("spark.files", "").split(",")) {
      if (shipped.startsWith("file:") && shipped.endsWith("/" + name)) {
        Path origin = Path.of(URI.create(shipped).getPath());
        if (Files.exists(origin)) {
          return Optional.of(origin);
        }
      }
    }
    return Optional.empty();
  }
}
