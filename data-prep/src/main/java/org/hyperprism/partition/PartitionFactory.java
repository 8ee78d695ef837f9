package org.hyperprism.partition;

import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;

/**
 * Makes a rule that spreads samples over devices from its settings, which stand in a section of its
 * name below {@code partition}. Its name in {@code
 * META-INF/services/org.hyperprism.partition.PartitionFactory} is all the registration there is.
 *
 * @param <S> the record of its settings
 */
public abstract class PartitionFactory<S extends Record> extends NamedFactory<S> {

  /**
   * @param name in configurations, such as {@code dirichlet}
   * @param settings the record of its settings
   * @param documentation the rule, in a few words
   */
  protected PartitionFactory(String name, Class<S> settings, String documentation) {
    super(name, settings, documentation);
  }

  /** All rules there are. */
  public static Factories<PartitionFactory<?>> all() {
    return Factories.of(PartitionFactory.class);
  }

  /** Makes the rule; its {@code toString} says it with its settings. */
  public abstract PartitionScheme create(S settings);
}
