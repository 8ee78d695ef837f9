package org.hyperprism.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import scala.collection.JavaConverters;

/** Values of Java, Scala and Python as the text of a setting. */
public final class SettingValues {

  private SettingValues() {}

  /** The value in HOCON; text is HOCON already. */
  public static String hocon(Object value) {
    List<Object> elements = new ArrayList<>();
    if (value instanceof Iterable<?> values) {
      values.forEach(elements::add);
    } else if (value instanceof scala.collection.Iterable<?> values) {
      JavaConverters.asJavaIterable(values).forEach(elements::add);
    } else if (value instanceof Object[] values) {
      elements.addAll(Arrays.asList(values));
    } else if (value instanceof int[] values) {
      Arrays.stream(values).forEach(elements::add);
    } else if (value instanceof double[] values) {
      Arrays.stream(values).forEach(elements::add);
    } else {
      return String.valueOf(value);
    }
    return elements.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
