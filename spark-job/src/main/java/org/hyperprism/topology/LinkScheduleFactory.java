package org.hyperprism.topology;

import java.util.function.Function;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;
import org.hyperprism.trace.table.TraceFile;

/**
 * Makes the links of a kind from its settings, which stand in a section of its name below {@code
 * links}. Its name in {@code META-INF/services/org.hyperprism.topology.LinkScheduleFactory} is all
 * the registration there is.
 *
 * @param <S> the record of its settings
 */
public abstract class LinkScheduleFactory<S extends Record> extends NamedFactory<S> {

  /**
   * What links are made for.
   *
   * @param devices number of devices m, >= 2
   * @param rounds of the experiment, >= 1
   * @param seed the experiment's seed
   * @param kinds the links of another kind, by its name, for kinds that build on others
   * @param traces opens a stored trace by its path or URI
   */
  public record Request(
      int devices,
      int rounds,
      long seed,
      Function<String, LinkSchedule> kinds,
      Function<String, TraceFile> traces) {}

  /**
   * @param name in configurations, such as {@code small-world}
   * @param settings the record of its settings
   * @param documentation the links, in a few words
   */
  protected LinkScheduleFactory(String name, Class<S> settings, String documentation) {
    super(name, settings, documentation);
  }

  /** All kinds of links there are. */
  public static Factories<LinkScheduleFactory<?>> all() {
    return Factories.of(LinkScheduleFactory.class);
  }

  /**
   * Makes the links.
   *
   * @throws org.hyperprism.failure.HyperPrismException if these settings do not suit so many
   *     devices or rounds
   */
  public abstract LinkSchedule create(S settings, Request request);
}
