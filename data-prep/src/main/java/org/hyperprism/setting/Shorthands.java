package org.hyperprism.setting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys that stand for several settings: {@code hyperprism.p = 3} sets both parts' exponents. */
final class Shorthands {

  private Shorthands() {}

  /**
   * Writes single values out for all settings that they stand for. Done on every layer before the
   * layers are merged, so that an override of one setting keeps the others from the file.
   */
  static Config expand(Map<String, List<String>> shorthands, Config layer) {
    Config expanded = layer;
    for (Map.Entry<String, List<String>> shorthand : shorthands.entrySet()) {
      ConfigValue value = find(expanded.root(), shorthand.getKey());
      if (value != null && isOneValue(value, shorthand)) {
        expanded = expanded.withoutPath(shorthand.getKey());
        for (String key : shorthand.getValue()) {
          expanded = expanded.withValue(key, value);
        }
      }
    }
    return expanded;
  }

  /** Unlike {@link Config#getValue}, also in a layer whose substitutions are not resolved. */
  private static @Nullable ConfigValue find(ConfigObject root, String key) {
    ConfigObject section = root;
    String[] names = key.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (!(section.get(names[i]) instanceof ConfigObject inner)) {
        return null;
      }
      section = inner;
    }
    return section.get(names[names.length - 1]);
  }

  /** Whether it is a value of each setting, and not a section with these settings in it. */
  private static boolean isOneValue(ConfigValue value, Map.Entry<String, List<String>> shorthand) {
    try {
      if (!(value instanceof ConfigObject object)) {
        return value.valueType() != ConfigValueType.OBJECT;
      }
      int prefix = shorthand.getKey().length() + 1;
      return !object.isEmpty()
          && shorthand.getValue().stream()
              .noneMatch(key -> object.containsKey(key.substring(prefix)));
    } catch (ConfigException.NotResolved stillASubstitution) {
      return false; // expanded once it is resolved
    }
  }
}
