package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.results.ResultSettings;

/** The settings of a method's run that are worth a column where many runs are compared. */
final class TrackedSettings {

  /** Parts of a line of the configuration: key and value. */
  private static final String EQUALS = " = ";

  private TrackedSettings() {}

  /**
   * Those that are not the defaults, but for what changes no result and what other methods are set
   * to; and the method, its learning rate and the seed always.
   *
   * @return values by key
   */
  static Map<String, String> of(ExperimentConfiguration configuration, String method) {
    List<String> left = new ArrayList<>(List.of("methods "));
    configuration.methods().stream()
        .filter(other -> !other.equals(method))
        .forEach(other -> left.add(other + "."));
    Map<String, String> settings = without(left, configuration);
    settings.put("method", method);
    settings.put("seed", Long.toString(configuration.seed()));
    settings.put("learningRate", Double.toString(configuration.learningRate(method)));
    return settings;
  }

  /** Those of a run with all its methods: what is not the default, the methods and the seed. */
  static Map<String, String> of(ExperimentConfiguration configuration) {
    Map<String, String> settings = without(List.of("methods "), configuration);
    settings.put("methods", String.join(", ", configuration.methods()));
    settings.put("seed", Long.toString(configuration.seed()));
    return settings;
  }

  private static Map<String, String> without(
      List<String> left, ExperimentConfiguration configuration) {
    List<String> defaults = ConfigurationWriter.defaults();
    Map<String, String> settings = new TreeMap<>();
    ConfigurationWriter.render(configuration)
        .lines()
        .filter(line -> !defaults.contains(line))
        .filter(ResultSettings::haveASay)
        .filter(line -> left.stream().noneMatch(line::startsWith))
        .forEach(
            line -> {
              String[] parts = line.split(EQUALS, 2);
              settings.put(parts[0], parts[1].replace("\"", ""));
            });
    return settings;
  }
}
