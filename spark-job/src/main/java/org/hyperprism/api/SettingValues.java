package org.hyperprism.api;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** Values of Java, Scala and Python as the text of a setting. */
public final class SettingValues {

  private SettingValues() {}

  /** The value in HOCON; text is HOCON already. */
  public static String hocon(@Nullable Object value) {
    List<Object> elements = new ArrayList<>();
    if (value instanceof Iterable<?> values) {
      values.forEach(elements::add);
    } else if (value instanceof scala.collection.Iterable<?> values) {
      JavaConverters.asJavaIterable(values).forEach(elements::add);
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(Array.get(value, i));
      }
    } else {
      return String.valueOf(value);
    }
    return elements.stream().map(SettingValues::hocon).collect(Collectors.joining(", ", "[", "]"));
  }
}
