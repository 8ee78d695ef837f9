package org.hyperprism.setting;

import com.typesafe.config.ConfigValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of several words, each of which stands for a value: a constant of an enumeration, or a name.
 *
 * @param values by their words, in the order in which they are listed
 * @param refused words that this setting refuses
 * @param refusedBecause why, and what to write instead
 */
public record OneOf(Map<String, Object> values, List<String> refused, String refusedBecause)
    implements ValueType {

  public OneOf {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    refused = List.copyOf(refused);
  }

  @Override
  public String description() {
    List<String> words = values.keySet().stream().filter(word -> !refused.contains(word)).toList();
    return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
  }

  @Override
  public Object read(ConfigValue value) throws IllegalValueException {
    Object read = values.get(Scalars.text(value, description()));
    if (read == null) {
      throw new IllegalValueException(description());
    }
    return read;
  }

  @Override
  public void check(Object value) throws IllegalValueException {
    if (refused.contains(write(value))) {
      throw new IllegalValueException(description() + "; " + refusedBecause);
    }
    if (!values.containsValue(value)) {
      throw new IllegalValueException(description());
    }
  }

  @Override
  public String write(Object value) {
    return values.keySet().stream()
        .filter(word -> value.equals(values.get(word)))
        .findFirst()
        .orElseGet(value::toString);
  }
}
