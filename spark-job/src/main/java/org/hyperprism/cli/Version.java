package org.hyperprism.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

  private static final String FILE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      describe(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }

  private static String describe() throws IOException {
    Properties build = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(Version.class.getResourceAsStream(FILE), FILE)) {
      build.load(stream);
    }
    String version = "hyperprism " + build.getProperty("version");
    // A source archive has no revision, and then Maven leaves the placeholder as it is.
    String revision = build.getProperty("revision", "");
    return revision.isEmpty() || revision.contains("$")
        ? version
        : version + " (revision " + revision + ")";
  }
}
