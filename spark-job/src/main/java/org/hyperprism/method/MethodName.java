package org.hyperprism.method;

import java.util.Locale;

/** The decentralised training methods, by the name that configurations and results use. */
public enum MethodName {
  HYPERPRISM,
  DPSGD,
  SWARMSGD,
  MUDAG,
  ADOM,
  ADOMPLUS;

  /** The name in configurations and result files: {@code hyperprism}, {@code dpsgd}, ... */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
