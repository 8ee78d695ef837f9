package org.hyperprism.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record component of type {@link FactorySettings}: here stand the settings of all factories
 * of a kind, each in its own section.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface SettingsOf {

  /** The kind of factory. */
  @SuppressWarnings("rawtypes") // an annotation cannot name a parameterised class
  Class<? extends NamedFactory> value();

  /** Settings that every factory of the kind has instead of its own; by default its own. */
  Class<? extends Record> shared() default NoSettings.class;
}
