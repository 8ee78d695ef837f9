package org.hyperprism.experiment.links;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.table.TraceFile;

/**
 * The links of a trace, or those that a configuration describes.
 *
 * @param name of the file, for titles
 * @param schedule which links are up
 * @param rounds number of rounds T
 * @param rule how mixing weights follow from a graph
 * @param origin what a trace says of how it was made, by name
 */
public record ShownLinks(
    String name, LinkSchedule schedule, int rounds, MixingRule rule, Map<String, String> origin) {

  private static final String CONFIGURATION = ".conf";

  /**
   * Opens a file.
   *
   * @param file a configuration if its name ends in {@code .conf}, and a trace otherwise: a path or
   *     a URI
   * @param overrides settings as {@code key=value}; of a trace, the numbers of devices and rounds
   *     are its own unless they say otherwise
   * @param last the last round that is wanted, if that is known
   * @throws org.hyperprism.failure.HyperPrismException if it is not there or not sound
   */
  public static ShownLinks of(String file, List<String> overrides, OptionalInt last) {
    if (file.endsWith(CONFIGURATION)) {
      return of(file, Optional.of(Path.of(file)), overrides, last, Map.of());
    }
    TraceInformation trace = new TraceFile(file, HadoopSettings.current()).information();
    List<String> settings = new ArrayList<>();
    settings.add("links.kind=trace");
    settings.add("links.path=" + ConfigUtil.quoteString(file));
    settings.add("devices=" + trace.devices());
    settings.add("rounds=" + trace.rounds());
    settings.addAll(overrides);
    return of(file, Optional.empty(), settings, last, trace.origin());
  }

  private static ShownLinks of(
      String file,
      Optional<Path> configuration,
      List<String> settings,
      OptionalInt last,
      Map<String, String> origin) {
    ExperimentConfiguration loaded = ConfigurationLoader.load(configuration, settings);
    if (last.isPresent() && last.getAsInt() > loaded.rounds()) {
      List<String> longer = new ArrayList<>(settings);
      longer.add("rounds=" + last.getAsInt());
      loaded = ConfigurationLoader.load(configuration, longer);
    }
    LinkSchedule schedule = LinkSchedules.of(loaded);
    if (schedule.isDirected()) {
      throw new ConfigurationException(
          "%s: the links of links.kind = %s carry one way, and what is shown here is of links that carry both ways; expected another links.kind (or links.oneWay = false for a trace); 'hyperprism links generate' writes these as a table"
              .formatted(name(file), loaded.links().kind()));
    }
    return new ShownLinks(
        name(file),
        schedule,
        loaded.rounds(),
        loaded.links().weights().rule().orElse(MixingRule.METROPOLIS),
        origin);
  }

  private static String name(String file) {
    String stripped = file.endsWith("/") ? file.substring(0, file.length() - 1) : file;
    return stripped.substring(stripped.lastIndexOf('/') + 1);
  }
}
