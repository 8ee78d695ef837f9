package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that a slip made meets the name that was probably meant, and any other the list alone. */
class MistypedNamesTest {

  @ParameterizedTest
  @CsvSource({
    "'methods=[dpsgd, hyperprsm]', hyperprism",
    "links.kind=geometrik, geometric",
    "links.gilbertElliott.base=rings, ring",
    "partition.kind=dirichelt, dirichlet",
    "train.backend=vektor, vector",
    "hyperprism.order=act, atc"
  })
  void meetTheNearestOne(String setting, String meant) {
    assertThatThrownBy(() -> load(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("one of ")
        .hasMessageEndingWith("; did you mean " + meant + "?");
  }

  @Test
  void otherNamesMeetTheListAlone() {
    assertThatThrownBy(() -> load("links.kind=wireless"))
        .hasMessageEndingWith("one of " + String.join(", ", LinkScheduleFactory.all().names()));
  }

  /** What the setting refuses is not what it proposes. */
  @Test
  void refusedNamesAreNotMeant() {
    assertThatThrownBy(() -> load("links.gilbertElliott.base=traces"))
        .hasMessageEndingWith(" complete, star");
  }

  @ParameterizedTest
  @ValueSource(strings = {".rounds=1", "rounds.=1", "a..b=1", " =1", "a\"=1"})
  void namesThatNoSettingCanHaveAreRefused(String setting) {
    assertThatThrownBy(() -> load(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be the name of a setting; expected one such as rounds");
  }

  @Test
  void aNameWithoutLettersIsShown() {
    assertThatThrownBy(() -> load("\" \"=1")).hasMessageContaining("\" \" is not a setting");
  }

  /** To compare it with all names once took most of a minute. */
  @Test
  @Timeout(20)
  void aNameOfManyLettersMeetsNone() {
    assertThatThrownBy(() -> load("a".repeat(1_000_000) + "=1"))
        .hasMessageEndingWith("a is not a setting; 'hyperprism config' lists them all");
  }

  private static void load(String setting) {
    ConfigurationLoader.load(Optional.empty(), List.of(setting));
  }
}
