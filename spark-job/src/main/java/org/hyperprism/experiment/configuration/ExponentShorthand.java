package org.hyperprism.experiment.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import org.jspecify.annotations.Nullable;

/** {@code hyperprism.p = 3} stands for the same exponent of both parts. */
public final class ExponentShorthand {

  private static final String SECTION = "hyperprism";
  private static final String EXPONENT = "p";

  /** The key that is no setting, but stands for two. */
  public static final String KEY = SECTION + "." + EXPONENT;

  private ExponentShorthand() {}

  /**
   * Writes the one number out for both parts. Done on every layer before the layers are merged, so
   * that an override of one part keeps the other from the file.
   */
  public static Config expand(Config layer) {
    if (!(layer.root().get(SECTION) instanceof ConfigObject section)) {
      return layer;
    }
    @Nullable ConfigValue exponent = section.get(EXPONENT);
    if (exponent == null || !isSingleValue(exponent)) {
      return layer;
    }
    return layer
        .withoutPath(KEY)
        .withValue(KEY + ".representation", exponent)
        .withValue(KEY + ".decision", exponent);
  }

  private static boolean isSingleValue(ConfigValue value) {
    try {
      return value.valueType() != ConfigValueType.OBJECT;
    } catch (ConfigException.NotResolved stillASubstitution) {
      return false; // expanded once it is resolved
    }
  }
}
