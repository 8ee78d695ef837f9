package org.hyperprism.results;

import java.util.Locale;

/** The samples that accuracies and losses are measured on. */
public enum EvaluatedOn {
  /** The data set's test samples: what is reported. */
  TEST,
  /** Training samples that no device holds: what settings are chosen by. */
  VALIDATION;

  /** The name in configurations and texts. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
