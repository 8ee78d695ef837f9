package org.hyperprism.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Describes one key of the configuration, on the record component that holds its value: a number,
 * true or false, text, a word of an enumeration, the name of a {@link NamedFactory}, or a list of
 * any of these; {@code OptionalInt} and {@code OptionalDouble} are absent where their {@link
 * #keyword} stands, {@code Optional<String>} where {@code null} does.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** The key below its section, where it differs from the name of the component. */
  String key() default "";

  /** Default value in HOCON; {@code null} stands for an absent value. */
  String defaultValue();

  /** Default values under presets, in HOCON, where they differ: {@code paper = 0.9}. */
  String[] presets() default {};

  /**
   * A shorter key below the section: a single value given for it is the value of every setting that
   * names it.
   */
  String shorthand() default "";

  /** Legal numbers, as {@link Range} reads them: {@code > 0}, {@code >= 1}, {@code 0 to 1}. */
  String range() default "";

  /** The word that stands for an absent number or name, such as {@code auto} or {@code all}. */
  String keyword() default "";

  /** The kind of factory whose names are the legal texts; {@code NamedFactory} for any text. */
  @SuppressWarnings("rawtypes") // an annotation cannot name a parameterised class
  Class<? extends NamedFactory> names() default NamedFactory.class;

  /** How values stand in a configuration, where the component has a type of its owner's own. */
  @SuppressWarnings("rawtypes") // an annotation cannot name a parameterised class
  Class<? extends ValueFormat> format() default ValueFormat.class;

  /** Words of the enumeration, or names, that this setting refuses. */
  String[] refused() default {};

  /**
   * Which of the {@link #names} this setting refuses, by their factories; the class has a
   * constructor without arguments.
   */
  Class<? extends Predicate<NamedFactory<?>>> refusing() default None.class;

  /** Why those words are refused, and what to write instead. */
  String refusedBecause() default "";

  /** One sentence: what it is, its unit, what it costs, what is dangerous about it. */
  String documentation();

  /** Refuses no factory. */
  final class None implements Predicate<NamedFactory<?>> {
    @Override
    public boolean test(NamedFactory<?> factory) {
      return false;
    }
  }
}
