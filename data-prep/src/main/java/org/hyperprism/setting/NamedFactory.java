package org.hyperprism.setting;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Makes one of the things that a configuration chooses by name, from settings of its own. A kind of
 * thing (methods, links, partitions) is an abstract subclass with a method that makes it; what a
 * user adds is a concrete one, public and with a public constructor without arguments, that a file
 * {@code META-INF/services/KIND} names.
 *
 * @param <S> the record of its settings, whose components carry {@link Setting}; it implements
 *     {@link Serializable} and needs no checks of its own. Java does not serialise {@code Optional}
 *     values, so what is made takes them out of its settings and keeps those
 */
public abstract class NamedFactory<S extends Record> {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String name;
  private final Class<S> settings;
  private final String documentation;

  /**
   * @param name in configurations and results: lower-case letters, digits and single hyphens
   * @param settings the record of its settings; {@link NoSettings} if there are none
   * @param documentation what it makes, in a few words, for lists of names
   */
  protected NamedFactory(String name, Class<S> settings, String documentation) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of %s is '%s', expected lower-case letters and digits, with single hyphens between them"
              .formatted(getClass().getName(), name));
    }
    if (!Serializable.class.isAssignableFrom(settings)) {
      throw new IllegalArgumentException(
          "%s is not Serializable, and what %s makes may take it along to other machines; expected a record that implements Serializable"
              .formatted(settings.getName(), getClass().getName()));
    }
    this.name = name;
    this.settings = settings;
    this.documentation = documentation;
  }

  /** The name that configurations and results use. */
  public final String name() {
    return name;
  }

  /** What it makes, in a few words. */
  public final String documentation() {
    return documentation;
  }

  /** The record of its settings. */
  public final Class<S> settings() {
    return settings;
  }

  /**
   * The section of its settings below that of its kind: its name. An empty one puts them beside
   * those of the kind, which is for kinds that came with keys of their own.
   */
  public String section() {
    return name;
  }
}
