package org.hyperprism.experiment.configuration;

import java.util.Optional;
import org.hyperprism.topology.MixingRule;
import org.jspecify.annotations.Nullable;

/** How mixing weights follow from a round's graph. */
public enum WeightsRule {
  /** Each method's own rule. */
  AUTO(null),
  METROPOLIS(MixingRule.METROPOLIS),
  LAZY_METROPOLIS(MixingRule.LAZY_METROPOLIS),
  MAX_DEGREE(MixingRule.MAX_DEGREE),
  LAPLACIAN(MixingRule.LAPLACIAN);

  private final @Nullable MixingRule rule;

  WeightsRule(@Nullable MixingRule rule) {
    this.rule = rule;
  }

  /** The rule for all methods; empty for each method's own. */
  public Optional<MixingRule> rule() {
    return Optional.ofNullable(rule);
  }
}
