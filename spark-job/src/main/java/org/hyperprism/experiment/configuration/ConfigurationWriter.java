package org.hyperprism.experiment.configuration;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.partition.PartitionFactory;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;
import org.hyperprism.setting.SettingText;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.schedule.GilbertElliott;

/** Writes a configuration as text that loads to the same configuration. */
public final class ConfigurationWriter {

  private ConfigurationWriter() {}

  /**
   * All settings, defaults included, as HOCON: one line {@code key = value} each, in the order of
   * the reference, so that two configurations compare line by line. Those of plug-ins that are not
   * used are left out: the text loads where their jars are not.
   */
  public static String render(ExperimentConfiguration configuration) {
    List<String> unused = new ArrayList<>();
    String links = configuration.links().kind();
    addUnused(unused, "", MethodFactory.all(), configuration.methods());
    addUnused(unused, "links.", LinkScheduleFactory.all(), usedLinks(configuration, links));
    addUnused(
        unused, "partition.", PartitionFactory.all(), List.of(configuration.partition().kind()));
    addUnused(
        unused, "train.", GradientBackendFactory.all(), List.of(configuration.train().backend()));
    return SettingText.render(
        ExperimentConfiguration.schema(),
        configuration,
        key -> unused.stream().noneMatch(key::startsWith));
  }

  /** A kind may build on another. */
  private static List<String> usedLinks(ExperimentConfiguration configuration, String kind) {
    return List.of(kind, configuration.links().kinds().of(new GilbertElliott.Factory()).base());
  }

  private static void addUnused(
      List<String> unused, String prefix, Factories<?> kind, List<String> used) {
    for (NamedFactory<?> factory : kind.all()) {
      if (Factories.isPlugIn(factory) && !used.contains(factory.name())) {
        unused.add(prefix + factory.section() + ".");
      }
    }
  }

  /** The lines of a configuration in which nothing is set. */
  public static List<String> defaults() {
    return render(ExperimentConfiguration.schema().defaults()).lines().toList();
  }

  /** The reference of all settings as a Markdown table. */
  public static String reference() {
    return SettingText.reference(ExperimentConfiguration.schema());
  }
}
