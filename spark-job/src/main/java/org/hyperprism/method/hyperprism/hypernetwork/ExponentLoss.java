package org.hyperprism.method.hyperprism.hypernetwork;

/** Which model's loss, on samples of the device, teaches its exponents. */
public enum ExponentLoss {
  /** The model that the device aggregated (eq. 9), its own share in it included. */
  OWN,
  /** The mean of its neighbours' models alone. */
  NEIGHBOURS
}
