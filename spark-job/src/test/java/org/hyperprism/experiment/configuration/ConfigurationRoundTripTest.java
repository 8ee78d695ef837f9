package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hyperprism.setting.OneOf;
import org.hyperprism.setting.SettingDefinition;
import org.hyperprism.setting.ValueType;
import org.hyperprism.testing.DeviceMethods;

/** Any legal value of any setting survives being written and read again. */
class ConfigurationRoundTripTest {

  private static final List<SettingDefinition> SETTINGS =
      List.copyOf(ExperimentConfiguration.schema().settings().values());

  @Property(tries = 300)
  void theWrittenConfigurationLoadsToTheSameOne(
      @ForAll("chosenSettings") Map<String, String> chosen) throws IOException {
    List<String> overrides = new ArrayList<>();
    chosen.forEach((key, value) -> overrides.add(key + "=" + value));
    ExperimentConfiguration configuration = ConfigurationLoader.load(Optional.empty(), overrides);
    String written = ConfigurationWriter.render(configuration);
    chosen.forEach((key, value) -> assertThat(written).contains(key + " = " + value));

    Path file = Files.createTempFile("experiment", ".conf");
    try {
      Files.writeString(file, written);
      ExperimentConfiguration loaded = ConfigurationLoader.load(Optional.of(file), List.of());

      assertThat(loaded).isEqualTo(configuration);
      assertThat(ConfigurationWriter.render(loaded)).isEqualTo(written);
    } finally {
      Files.delete(file);
    }
  }

  /** Amounts of availability, each with its word. */
  private static final Map<String, String> AVAILABILITY =
      Map.of(
          "availability.join", "start",
          "availability.leave", "never",
          "availability.battery.joules", "none");

  /** Legal values, as HOCON text, of some of the settings. */
  @Provide
  Arbitrary<Map<String, String>> chosenSettings() {
    List<Arbitrary<Optional<String>>> values = new ArrayList<>();
    for (SettingDefinition setting : SETTINGS) {
      values.add(legalValue(setting).optional(0.5));
    }
    return Combinators.combine(values)
        .as(
            texts -> {
              Map<String, String> chosen = new TreeMap<>();
              for (int index = 0; index < texts.size(); index++) {
                String key = SETTINGS.get(index).key();
                texts.get(index).ifPresent(text -> chosen.put(key, text));
              }
              if ("validation".equals(chosen.get("evaluate.on"))) {
                // Not without validation samples.
                chosen.put("data.validation", "0.25");
              }
              // An address, where there is a text.
              chosen.computeIfPresent(
                  "tracking.mlflow",
                  (key, text) -> text.equals("null") ? text : "\"http://localhost:5000\"");
              if (!chosen.getOrDefault("time.deadline", "none").equals("none")) {
                // Of devices that take time.
                chosen.put("time.enabled", "true");
              } else {
                chosen.put("time.fewerSteps", "false");
              }
              boolean seconds = "seconds".equals(chosen.get("availability.unit"));
              if (seconds || chosen.containsKey("availability.battery.joules")) {
                // Of rounds that take time, of devices that draw energy.
                chosen.put("time.enabled", "true");
              }
              // A table where one is read, and only there.
              chosen.remove("availability.path");
              if ("trace".equals(chosen.get("availability.kind"))) {
                chosen.put("availability.path", "\"times.csv\"");
              }
              if (chosen.containsKey("modelParts")) {
                // Not with the last layer as the decision part.
                chosen.put("hyperprism.decision", "dense");
              }
              if (chosen.containsKey("train.localEpochs")) {
                // In the place of steps.
                chosen.put("train.localSteps", "1");
              }
              if ("sender".equals(chosen.get("hyperprism.mapping"))) {
                // Without an elastic map.
                chosen.put("hyperprism.elasticity", "0.0");
              }
              if (!"heavy-ball"
                  .equals(chosen.getOrDefault("hyperprism.momentumKind", "heavy-ball"))) {
                // Of steps on the model alone.
                chosen.put("hyperprism.order", "primal");
              }
              if (chosen.containsKey("attack.kind")) {
                // Somebody, but not all, and before the last round.
                chosen.put("attack.share", "0.5");
                chosen.put("attack.from", "1");
              }
              if (chosen.keySet().stream()
                  .anyMatch(key -> key.matches("(featureSkew|drift)\\..*"))) {
                // A centre has no samples of its own then.
                chosen.put("evaluate.centralised", "false");
              }
              if ("sweep".equals(chosen.get("engine.mode"))) {
                // Tasks write no files and start no jobs.
                chosen.put("keepModels", "none");
                chosen.put("keepBestModels", "none");
                chosen.put("evaluate.centralised", "false");
              }
              return chosen;
            });
  }

  private static Arbitrary<String> legalValue(SettingDefinition setting) {
    if (setting.key().equals("rounds")) {
      // Not before the rounds of evaluate.rounds.
      return Arbitraries.integers().greaterOrEqual(1000).map(Object::toString);
    }
    if (setting.key().equals("methods")) {
      // A centre's do not go with most of the others.
      return Arbitraries.of(DeviceMethods.names())
          .list()
          .uniqueElements()
          .ofMinSize(1)
          .ofMaxSize(4)
          .map(Object::toString);
    }
    if (setting.key().equals("drift.rounds")) {
      // Each only once, and none after the last.
      return Arbitraries.integers()
          .between(2, 100)
          .list()
          .uniqueElements()
          .ofMaxSize(3)
          .map(rounds -> rounds.stream().sorted().toList().toString());
    }
    if (setting.key().equals("drift.classes")) {
      // As many as change places.
      return Arbitraries.integers().between(2, 10).map(Object::toString);
    }
    if (setting.key().equals("hyperprism.hypernetwork.candidates")) {
      // In ascending order.
      return Arbitraries.doubles()
          .between(1, 100)
          .list()
          .uniqueElements()
          .ofMinSize(1)
          .ofMaxSize(4)
          .map(numbers -> numbers.stream().sorted().toList().toString());
    }
    if (setting.key().equals("evaluate.rounds")) {
      return Arbitraries.integers().between(1, 100).list().ofMaxSize(5).map(Object::toString);
    }
    if (setting.key().equals("hyperprism.mirrorGradientScale")) {
      return Arbitraries.oneOf(
          Arbitraries.of("ten-to-minus-p", "layer"),
          Arbitraries.doubles().between(0.1, 100).map(Object::toString));
    }
    if (List.of("keepModels", "keepBestModels").contains(setting.key())) {
      // Devices that there are whatever the setting devices says.
      return Arbitraries.of("none", "all", "[0]", "[1]", "[0, 1]");
    }
    if (setting.key().equals("time.deadline")) {
      return Arbitraries.of("none", "2.5", "\"90%\"", "\"99.5%\"");
    }
    if (List.of("time.speed", "time.rate").contains(setting.key())) {
      return Arbitraries.of(
          setting.key().equals("time.speed") ? "profile" : "snr",
          "11774000000",
          "0.5",
          "\"uniform 1000 2500.5\"",
          "\"lognormal 54000000 0.25\"",
          "\"amounts.csv\"");
    }
    if (AVAILABILITY.containsKey(setting.key())) {
      return Arbitraries.of(
          AVAILABILITY.getOrDefault(setting.key(), ""),
          "17",
          "0.5",
          "\"uniform 1 2.5\"",
          "\"amounts.csv\"");
    }
    if (setting.type() instanceof ValueType.Formatted) {
      return exponents();
    }
    return legalValue(setting.type()).map(setting.type()::write);
  }

  /** Exponents, the other settings of a type of their owner's own. */
  private static Arbitrary<String> exponents() {
    Arbitrary<Double> exponent = Arbitraries.doubles().between(1, 100);
    Arbitrary<String> changing =
        Combinators.combine(
                exponent,
                exponent,
                Arbitraries.integers().greaterOrEqual(1),
                Arbitraries.of("geometric", "linear", "step"))
            .as("{ from = %s, to = %s, over = %d, shape = %s }"::formatted);
    return Arbitraries.oneOf(
        Arbitraries.just("adaptive"), exponent.map(Object::toString), changing);
  }

  private static Arbitrary<Object> legalValue(ValueType type) {
    if (type instanceof ValueType.WholeNumber whole) {
      long largest = whole.wide() ? Long.MAX_VALUE : Integer.MAX_VALUE;
      long smallest = (long) Math.max(whole.range().minimum(), whole.wide() ? -1e18 : -1e9);
      Arbitrary<Long> numbers = Arbitraries.longs().between(smallest, largest);
      return numbers
          .filter(number -> whole.range().contains(number))
          .map(number -> whole.wide() ? (Object) number : (Object) number.intValue());
    }
    if (type instanceof ValueType.RealNumber real) {
      double lowest = Math.max(-1e300, real.range().minimum());
      double highest = Math.min(1e300, real.range().maximum());
      return Arbitraries.doubles()
          .between(lowest, highest)
          .ofScale(12)
          .filter(real.range()::contains)
          .map(Object.class::cast);
    }
    if (type instanceof ValueType.Truth) {
      return Arbitraries.of(true, false).map(Object.class::cast);
    }
    if (type instanceof ValueType.Text) {
      return Arbitraries.strings()
          .ofMinLength(1)
          .filter(word -> !word.isBlank())
          .map(Object.class::cast);
    }
    if (type instanceof OneOf choice) {
      return Arbitraries.of(
          choice.values().entrySet().stream()
              .filter(value -> !choice.refused().contains(value.getKey()))
              .map(Map.Entry::getValue)
              .toList());
    }
    if (type instanceof ValueType.NumberOrKeyword either) {
      boolean whole = either.number() instanceof ValueType.WholeNumber;
      return legalValue(either.number())
          .map(
              number ->
                  whole
                      ? (Object) OptionalInt.of((Integer) number)
                      : OptionalDouble.of((Double) number))
          .optional()
          .map(given -> given.orElse(whole ? OptionalInt.empty() : OptionalDouble.empty()));
    }
    if (type instanceof ValueType.OptionalText text) {
      return legalValue(text.text()).optional().map(Object.class::cast);
    }
    if (type instanceof ValueType.ListOf list) {
      return legalValue(list.element())
          .list()
          .uniqueElements()
          .ofMinSize(1)
          .ofMaxSize(4)
          .map(Object.class::cast);
    }
    throw new IllegalStateException("no values known for " + type);
  }
}
