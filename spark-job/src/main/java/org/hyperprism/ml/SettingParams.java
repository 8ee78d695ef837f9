package org.hyperprism.ml;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.hyperprism.api.SettingValues;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.failure.NearestName;
import org.hyperprism.setting.HoconText;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.setting.ValueType;
import scala.Function1;

/**
 * The settings of a job as params of a stage, by their key: whole numbers, numbers, true and false
 * as what they are, all else as text in HOCON. Data and the list of methods are left out, which a
 * stage is given in other ways, and the models to keep in a run directory, which it does not write.
 */
final class SettingParams implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a stage is given in another way, or has no use for, as it writes no run directory. */
  private static final List<String> ELSEWHERE = List.of("methods", "keepModels", "keepBestModels");

  private final String parent;
  private final LinkedHashMap<String, Param<?>> byKey = new LinkedHashMap<>();

  /**
   * @param parent the stage's identifier
   */
  SettingParams(String parent) {
    this.parent = parent;
    for (SettingDefinition setting : schema().settings().values()) {
      if (!setting.key().startsWith("data.") && !ELSEWHERE.contains(setting.key())) {
        byKey.put(setting.key(), param(setting));
      }
    }
  }

  private static SettingSchema<ExperimentConfiguration> schema() {
    return ExperimentConfiguration.schema();
  }

  /** All of them, in the order of the reference of settings. */
  List<Param<?>> all() {
    return List.copyOf(byKey.values());
  }

  /**
   * The param of a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  Param<?> named(String key) {
    Param<?> param = byKey.get(key);
    if (param == null) {
      List<String> keys = List.copyOf(byKey.keySet());
      throw new IllegalArgumentException(
          "%s has no param %s%s; explainParams names them all"
              .formatted(parent, key, NearestName.hint(key, keys).replaceFirst("\\.$", "")));
    }
    return param;
  }

  /** The keys that a key stands for: itself, unless it is a shorthand. */
  List<String> keys(String key) {
    return schema().shorthands().getOrDefault(key, List.of(key));
  }

  /**
   * The value of a param as it is kept.
   *
   * @param value of any type that stands for it
   * @throws IllegalArgumentException if it is not legal
   */
  Object value(String key, Object value) {
    String text = SettingValues.hocon(value);
    Object read = read(parent, schema().setting(named(key).name()), text);
    return named(key).getClass() == Param.class ? text : read;
  }

  /** Each param with its default value. */
  Map<Param<?>, Object> defaults() {
    Map<Param<?>, Object> defaults = new LinkedHashMap<>();
    byKey.forEach(
        (key, param) -> defaults.put(param, value(key, schema().setting(key).defaultValue())));
    return defaults;
  }

  /** The params that were set, as a layer of a configuration. */
  Config layer(ParamMap set) {
    Config layer = ConfigFactory.empty();
    for (Map.Entry<String, Param<?>> entry : byKey.entrySet()) {
      Param<?> param = entry.getValue();
      if (set.contains(param)) {
        String text = String.valueOf(set.apply(param));
        layer =
            ConfigurationLoader.parseSetting(
                    entry.getKey(), text, "%s, param %s".formatted(parent, entry.getKey()))
                .withFallback(layer);
      }
    }
    return layer;
  }

  private Param<?> param(SettingDefinition setting) {
    String name = setting.key();
    String documentation =
        "%s Legal: %s".formatted(setting.documentation(), setting.type().description());
    if (setting.type() instanceof ValueType.WholeNumber number) {
      return number.wide()
          ? new LongParam(parent, name, documentation, validator(name))
          : new IntParam(parent, name, documentation, validator(name));
    }
    if (setting.type() instanceof ValueType.RealNumber) {
      return new DoubleParam(parent, name, documentation, validator(name));
    }
    if (setting.type() instanceof ValueType.Truth) {
      return new BooleanParam(parent, name, documentation);
    }
    return new Param<String>(parent, name, documentation, validator(name));
  }

  /** Refuses with the range instead of saying no, so that the message has it. */
  @SuppressWarnings("unchecked") // a validator of any value is one of each type's
  private <T> Function1<T, Object> validator(String key) {
    String stage = parent;
    return (Function1<T, Object> & Serializable)
        value -> {
          read(stage, schema().setting(key), String.valueOf(value));
          return true;
        };
  }

  private static Object read(String stage, SettingDefinition setting, String text) {
    try {
      Config layer = HoconText.written("value = " + text);
      ConfigValue value = Objects.requireNonNull(layer.root().get("value"));
      if (value.valueType() == com.typesafe.config.ConfigValueType.NULL) {
        return setting.type().absent().orElseThrow();
      }
      Object read = setting.type().read(value);
      setting.type().check(read);
      return read;
    } catch (IllegalValueException | HyperPrismException refused) {
      throw illegal(stage, setting, text, refused);
    } catch (RuntimeException unparsable) {
      throw illegal(stage, setting, text, unparsable);
    }
  }

  private static IllegalArgumentException illegal(
      String stage, SettingDefinition setting, String text, Exception cause) {
    return new IllegalArgumentException(
        "%s: param %s is %s, expected %s"
            .formatted(stage, setting.key(), text, setting.type().description()),
        cause);
  }
}
