package org.hyperprism.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that changes settings, the same for all commands. */
final class ConfigurationOptions {

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes one setting, such as --set rounds=10 or --set 'methods=[dpsgd]'; repeatable.")
  private List<String> overrides = new ArrayList<>();

  List<String> overrides() {
    return List.copyOf(overrides);
  }
}
