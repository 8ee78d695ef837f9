package org.hyperprism.setting;

import com.typesafe.config.ConfigValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.failure.NearestName;

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

  private List<String> allowed() {
    return values.keySet().stream().filter(word -> !refused.contains(word)).toList();
  }

  @Override
  public String description() {
    List<String> words = allowed();
    return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
  }

  @Override
  public Object read(ConfigValue value) throws IllegalValueException {
    String text = Scalars.text(value, description());
    Object read = values.get(text);
    if (read == null) {
      String meant =
          NearestName.of(text, allowed()).map(word -> "; did you mean " + word + "?").orElse("");
      throw new IllegalValueException(description() + meant);
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
