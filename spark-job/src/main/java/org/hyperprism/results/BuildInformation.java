package org.hyperprism.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** What the build wrote into the jar about itself. */
public final class BuildInformation {

  private static final String FILE = "version.properties";
  private static final Properties BUILD = load();

  private BuildInformation() {}

  /** The version, such as 0.1.0. */
  public static String version() {
    return BUILD.getProperty("version");
  }

  /** The git revision, unless it was built from a source archive. */
  public static Optional<String> revision() {
    // Without a repository Maven leaves the placeholder as it is.
    return Optional.of(BUILD.getProperty("revision", ""))
        .filter(revision -> !revision.isEmpty() && !revision.contains("$"));
  }

  private static Properties load() {
    Properties build = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(BuildInformation.class.getResourceAsStream(FILE), FILE)) {
      build.load(stream);
      return build;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
