package org.hyperprism.sweep.tuning;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hyperprism.sweep.axis.SweptSetting;

/**
 * One combination of values of a method's settings.
 *
 * @param method its name
 * @param axes the settings
 * @param values the value of each of them
 */
record TuningCandidate(String method, List<TuningAxis> axes, List<ConfigValue> values) {

  /** A name that is unique among the candidates and fit for a directory. */
  String name() {
    return (method + "_" + text("_", "-")).replaceAll("[^A-Za-z0-9._+-]+", "-");
  }

  /** Such as {@code learningRate 0.3, momentum 0.7}. */
  String text() {
    return text(", ", " ");
  }

  private String text(String between, String within) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parts.add(axes.get(i).shortKey() + within + SweptSetting.text(values.get(i)));
    }
    return String.join(between, parts);
  }

  /** The variant of a sweep that runs the method with these values. */
  Config variant() {
    Config variant =
        ConfigFactory.empty()
            .withValue("name", ConfigValueFactory.fromAnyRef(name()))
            .withValue("methods", ConfigValueFactory.fromIterable(List.of(method)));
    for (int i = 0; i < values.size(); i++) {
      variant = variant.withValue(axes.get(i).key(), values.get(i));
    }
    return variant;
  }

  /** The settings as HOCON, a line each. */
  String hocon() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ConfigValue value = values.get(i);
      lines.add(
          axes.get(i).key()
              + " = "
              + (value.valueType() == ConfigValueType.NUMBER
                  ? SweptSetting.text(value)
                  : value.render(ConfigRenderOptions.concise())));
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
