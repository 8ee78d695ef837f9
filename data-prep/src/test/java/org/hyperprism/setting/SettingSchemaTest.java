package org.hyperprism.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.PartitionFactory;
import org.junit.jupiter.api.Test;

class SettingSchemaTest {

  /** What walks. */
  enum Gait {
    SLOW_WALK,
    TROT
  }

  record Speed(
      @Setting(
              defaultValue = "1.5",
              presets = "race = 9",
              range = "> 0",
              documentation = "Metres per second.")
          double speed) {}

  record Route(
      @Setting(defaultValue = "[a, b]", documentation = "Stops.") List<String> stops,
      @Setting(defaultValue = "null", documentation = "A map.") Optional<String> map,
      @Setting(defaultValue = "all", keyword = "all", range = ">= 1", documentation = "Laps.")
          OptionalInt laps)
      implements Consistent {

    @Override
    public Map<String, String> violations() {
      return stops.isEmpty() ? Map.of("stops", "is [], expected at least one stop") : Map.of();
    }
  }

  record Walk(
      @Setting(defaultValue = "slow-walk", documentation = "The gait.") Gait gait,
      @Inline Speed speed,
      Route route,
      @Setting(
              key = "left.shoe",
              defaultValue = "42",
              shorthand = "shoe",
              documentation = "Size of the left one.")
          int left,
      @Setting(
              key = "right.shoe",
              defaultValue = "42",
              shorthand = "shoe",
              documentation = "Size of the right one.")
          int right) {}

  private static final SettingSchema<Walk> SCHEMA = SettingSchema.of(Walk.class);

  private static Walk read(String hocon) {
    return new SettingReader<>(SCHEMA, "gait", SCHEMA.expand(ConfigFactory.parseString(hocon)))
        .read();
  }

  @Test
  void knowsEveryKeyAndSection() {
    assertThat(SCHEMA.settings().keySet())
        .containsExactly(
            "gait", "speed", "route.stops", "route.map", "route.laps", "left.shoe", "right.shoe");
    assertThat(SCHEMA.sections()).containsExactly("route", "left", "right");
    assertThat(SCHEMA.shorthands()).containsEntry("shoe", List.of("left.shoe", "right.shoe"));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Walk walk = read("gait = trot\nroute { stops = [x], map = m, laps = 3 }\nshoe = 44");
    assertThat(walk)
        .isEqualTo(
            new Walk(
                Gait.TROT,
                new Speed(1.5),
                new Route(List.of("x"), Optional.of("m"), OptionalInt.of(3)),
                44,
                44));
    assertThat(read(SettingText.render(SCHEMA, walk))).isEqualTo(walk);
    assertThat(read("")).isEqualTo(SCHEMA.defaults());
  }

  @Test
  void problemsNameTheirKey() {
    assertThatThrownBy(() -> read("speed = 0\nroute.lapps = 2\nroute.laps = none"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("speed is 0, expected a number > 0")
        .hasMessageContaining("route.lapps is not a setting; did you mean route.laps?")
        .hasMessageContaining("route.laps is \"none\", expected all or a whole number >= 1");
    assertThatThrownBy(() -> read("route.stops = []"))
        .hasMessageContaining("route.stops is [], expected at least one stop");
    Walk unsound = new Walk(Gait.TROT, new Speed(-1), SCHEMA.defaults().route(), 42, 42);
    assertThatThrownBy(() -> SCHEMA.check(unsound))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("speed is -1.0, expected a number > 0");
  }

  record TwoClaims(Speed route, @Setting(defaultValue = "1", documentation = "One.") int speed) {}

  record SectionAndSetting(
      Speed route, @Setting(key = "route", defaultValue = "1", documentation = "One.") int one) {}

  record SameKey(
      @Inline Speed first,
      @Setting(key = "speed", defaultValue = "1", documentation = "One.") int second) {}

  @Test
  void keysThatTwoThingsClaimAreRefused() {
    assertThat(SettingSchema.of(TwoClaims.class).settings().keySet())
        .containsExactly("route.speed", "speed");
    assertThatThrownBy(() -> SettingSchema.of(SectionAndSetting.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("the key route is claimed by a section and by a setting;");
    assertThatThrownBy(() -> SettingSchema.of(SameKey.class))
        .hasMessageContaining("the key speed is claimed by")
        .hasMessageContaining("expected plug-ins with names and settings that nothing else has");
  }

  record WrongRange(
      @Setting(defaultValue = "1", range = "between 0 and 1", documentation = "No range.")
          double share) {}

  record NoBound(
      @Setting(defaultValue = "1", range = ">= one", documentation = "No range.") double share) {}

  record WrongPreset(
      @Setting(defaultValue = "1", presets = "paper: 0.9", documentation = "No preset.")
          double share) {}

  record WrongType(@Setting(defaultValue = "1", documentation = "No type.") Date day) {}

  record WrongDefault(
      @Setting(defaultValue = "-1", range = "> 0", documentation = "No default.") double share) {}

  record NoAnnotation(double share) {}

  record Refusing(@Setting(defaultValue = "1", documentation = "Refused.") int share) {
    Refusing {
      throw new IllegalStateException("not today");
    }
  }

  @Test
  void unsoundRecordsAreNamedWithTheirSetting() {
    assertThatThrownBy(() -> SettingSchema.of(WrongRange.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the setting share of ")
        .hasMessageContaining(
            "WrongRange is not sound: the range is 'between 0 and 1'; expected one like > 0");
    assertThatThrownBy(() -> SettingSchema.of(NoBound.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not sound: the range is '>= one'; expected one like");
    assertThatThrownBy(() -> SettingSchema.of(WrongPreset.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "is not sound: its preset is 'paper: 0.9'; expected one like paper =");
    assertThatThrownBy(() -> SettingSchema.of(WrongType.class))
        .hasMessageContaining("is not sound: no setting can be of java.util.Date; expected");
    assertThatThrownBy(() -> SettingSchema.of(WrongDefault.class))
        .hasMessageContaining("its default -1 is not legal, expected a number > 0");
    assertThatThrownBy(() -> SettingSchema.of(NoAnnotation.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it has no @Setting and is no record");
    assertThatThrownBy(() -> SettingSchema.of(Refusing.class).defaults())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not today");
  }

  @Test
  void factoriesAreFoundByNameAndInOrder() {
    Factories<PartitionFactory<?>> rules = PartitionFactory.all();
    assertThat(rules.names()).startsWith("dirichlet", "iid", "shards");
    assertThat(rules.named("iid").name()).isEqualTo("iid");
    assertThatThrownBy(() -> rules.named("shard"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nothing is called 'shard'")
        .hasMessageContaining("did you mean shards?");
    assertThatThrownBy(() -> new NamedFactory<>("Bad Name", NoSettings.class, "") {})
        .hasMessageContaining("expected lower-case letters and digits");
    assertThatThrownBy(() -> new NamedFactory<>("walk", Walk.class, "") {})
        .hasMessageContaining("is not Serializable");
  }
}
