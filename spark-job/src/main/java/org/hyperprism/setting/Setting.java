package org.hyperprism.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one key of the configuration, on the record component that holds its value. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** The key below its section, where it differs from the name of the component. */
  String key() default "";

  /** Default value in HOCON; {@code null} stands for an absent value. */
  String standard();

  /** Default value under the preset {@code paper}, in HOCON, where it differs. */
  String paper() default "";

  /** Legal numbers, as {@link Range} reads them: {@code > 0}, {@code >= 1}, {@code 0 to 1}. */
  String range() default "";

  /** The word that stands for an absent number, such as {@code auto} or {@code all}. */
  String keyword() default "";

  /** Words of the enumeration that this setting refuses. */
  String[] refused() default {};

  /** Why those words are refused, and what to write instead. */
  String refusedBecause() default "";

  /** One sentence: what it is, its unit, what it costs, what is dangerous about it. */
  String documentation();
}
