package org.hyperprism.experiment.configuration;

import org.hyperprism.partition.PartitionFactory;
import org.hyperprism.partition.PartitionScheme;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.FactorySettings;
import org.hyperprism.setting.Setting;
import org.hyperprism.setting.SettingsOf;

/**
 * How the training samples are divided among the devices.
 *
 * @param kind name of the rule
 * @param kinds settings of each rule
 */
public record PartitionConfiguration(
    @Setting(
            defaultValue = "dirichlet",
            names = PartitionFactory.class,
            documentation = "How the training samples are divided among the devices.")
        String kind,
    @SettingsOf(PartitionFactory.class) FactorySettings kinds) {

  /** The rule with its settings. */
  public PartitionScheme scheme() {
    return scheme(PartitionFactory.all().named(kind));
  }

  private <S extends Record> PartitionScheme scheme(PartitionFactory<S> factory) {
    return Factories.make(factory, () -> factory.create(kinds.of(factory)));
  }
}
