package org.hyperprism.setting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of all factories of a kind, by the factory's name.
 *
 * @param byName one record for each factory
 */
public record FactorySettings(Map<String, Record> byName) {

  public FactorySettings {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /** The settings of one factory, which are those of {@link NamedFactory#settings()}. */
  public <S extends Record> S of(NamedFactory<S> factory) {
    return of(factory.name(), factory.settings());
  }

  /**
   * The settings of the factory of this name.
   *
   * @throws IllegalArgumentException if there are none, or those of another type
   */
  public <S extends Record> S of(String name, Class<S> type) {
    Record settings = byName.get(name);
    if (!type.isInstance(settings)) {
      throw new IllegalArgumentException(
          "settings of '%s' are %s, expected a %s".formatted(name, settings, type.getSimpleName()));
    }
    return type.cast(settings);
  }
}
