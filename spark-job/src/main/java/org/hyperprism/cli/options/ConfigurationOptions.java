package org.hyperprism.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that changes settings, the same for all commands. */
public final class ConfigurationOptions {

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes one setting, such as --set rounds=10 or --set 'methods=[dpsgd]'; repeatable.")
  private List<String> overrides = new ArrayList<>();

  /** What was given, in order, each {@code KEY=VALUE}. */
  public List<String> overrides() {
    return List.copyOf(overrides);
  }
}
