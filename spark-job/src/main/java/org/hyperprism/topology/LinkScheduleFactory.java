package org.hyperprism.topology;

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

  /** What links are made for. */
  public interface Request {

    /** Number of devices m, >= 2. */
    int devices();

    /** Rounds of the experiment, >= 1. */
    int rounds();

    /** The experiment's seed. */
    long seed();

    /**
     * The links of another kind, with its settings, for kinds that build on others.
     *
     * @param name of the other kind
     * @throws org.hyperprism.failure.HyperPrismException if there is none, or it cannot be made
     */
    LinkSchedule linksOf(String name);

    /**
     * Opens a stored trace.
     *
     * @param path or URI
     */
    TraceFile trace(String path);
  }

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
   * Whether the links change from round to round by themselves, so that no single graph stands for
   * them; such kinds are no {@code links.gilbertElliott.base}. True where a kind does not say
   * otherwise. It is false where all rounds have the same graph, and where each drawing is a graph
   * like any other, so that the first may hold for all rounds.
   */
  public boolean linksVary() {
    return true;
  }

  /**
   * Makes the links.
   *
   * @throws org.hyperprism.failure.HyperPrismException if these settings do not suit so many
   *     devices or rounds
   */
  public abstract LinkSchedule create(S settings, Request request);
}
