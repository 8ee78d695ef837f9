package org.hyperprism.method.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.hyperprism.HyperPrismSettings.MomentumKind;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.setting.SettingSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are legal each, and not together. */
class HyperPrismSettingsTest {

  private static final HyperPrismSettings STANDARD =
      SettingSchema.of(HyperPrismSettings.class).defaults();

  private static HyperPrismSettings settings(
      HyperPrismSettings.Decision decision,
      StepOrder order,
      MappingRule mapping,
      double elasticity,
      MomentumKind momentumKind) {
    return new HyperPrismSettings(
        STANDARD.preset(),
        STANDARD.representationExponent(),
        STANDARD.decisionExponent(),
        decision,
        order,
        mapping,
        STANDARD.mirrorGradientScale(),
        elasticity,
        0,
        momentumKind,
        STANDARD.hypernetwork());
  }

  private static Set<String> violated(
      StepOrder order, MappingRule mapping, double elasticity, MomentumKind momentumKind) {
    return settings(STANDARD.decision(), order, mapping, elasticity, momentumKind)
        .violations()
        .keySet();
  }

  @ParameterizedTest
  @CsvSource({
    "SENDER, 0.1, true",
    "SENDER, 0, false",
    "RECEIVER, 0.1, false",
    "CONSENSUS, 0.1, false"
  })
  void theSendersRuleHasNoElasticity(MappingRule mapping, double elasticity, boolean violated) {
    assertThat(violated(StepOrder.ATC, mapping, elasticity, MomentumKind.HEAVY_BALL))
        .isEqualTo(violated ? Set.of("mapping") : Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "PRIMAL, AVERAGED, false",
    "PRIMAL, QUASI_GLOBAL, false",
    "ATC, AVERAGED, true",
    "BOTH, QUASI_GLOBAL, true",
    "CTA, HEAVY_BALL, false"
  })
  void kindsOfMomentumAreThoseOfStepsOnTheModelAlone(
      StepOrder order, MomentumKind momentumKind, boolean violated) {
    assertThat(violated(order, MappingRule.RECEIVER, 0, momentumKind))
        .isEqualTo(violated ? Set.of("momentumKind") : Set.of());
  }

  @Test
  void aViolationNamesTheKindOfMomentum() {
    assertThat(
            settings(
                    STANDARD.decision(),
                    StepOrder.ATC,
                    MappingRule.RECEIVER,
                    0,
                    MomentumKind.AVERAGED)
                .violations())
        .hasEntrySatisfying("momentumKind", text -> assertThat(text).startsWith("is averaged "));
    assertThat(
            settings(
                    STANDARD.decision(),
                    StepOrder.ATC,
                    MappingRule.RECEIVER,
                    0,
                    MomentumKind.QUASI_GLOBAL)
                .violations())
        .hasEntrySatisfying(
            "momentumKind", text -> assertThat(text).startsWith("is quasi-global "));
  }

  @ParameterizedTest
  @CsvSource({"LAST, true", "DENSE, false"})
  void aLastLayerAloneIsNoPartOfTheUsersChoice(
      HyperPrismSettings.Decision decision, boolean objected) {
    HyperPrismSettings settings =
        settings(decision, StepOrder.ATC, MappingRule.RECEIVER, 0, MomentumKind.HEAVY_BALL);
    assertThat(new HyperPrism.Factory().objectionToModelParts(settings).isPresent())
        .isEqualTo(objected);
  }

  @Test
  void candidatesAscend() {
    assertThat(candidates(1.0, 3.0, 5.0)).isEmpty();
    assertThat(candidates(3.0, 1.0)).containsOnly("candidates");
    assertThat(candidates(1.0, 1.0)).containsOnly("candidates");
    assertThat(candidates()).containsOnly("candidates");
  }

  private static Set<String> candidates(Double... candidates) {
    HypernetworkSettings standard = STANDARD.hypernetwork();
    return new HypernetworkSettings(
            List.of(candidates),
            standard.selection(),
            standard.learningRate(),
            standard.embedding(),
            standard.hidden(),
            standard.tangentLimit(),
            standard.freshGradient(),
            standard.loss(),
            standard.averageSlopes())
        .violations()
        .keySet();
  }
}
