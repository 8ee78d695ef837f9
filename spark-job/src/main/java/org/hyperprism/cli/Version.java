package org.hyperprism.cli;

import org.hyperprism.results.BuildInformation;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String revision =
        BuildInformation.revision().map(name -> " (revision " + name + ")").orElse("");
    return new String[] {
      "hyperprism " + BuildInformation.version() + revision,
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
