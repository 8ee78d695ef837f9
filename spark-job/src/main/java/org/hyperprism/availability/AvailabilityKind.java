package org.hyperprism.availability;

/** Where it comes from when each device is there. */
public enum AvailabilityKind {
  /** All devices, all the time. */
  ALWAYS,
  /** From a table of times. */
  TRACE,
  /** A part of each period, as of a day. */
  DAY_NIGHT
}
