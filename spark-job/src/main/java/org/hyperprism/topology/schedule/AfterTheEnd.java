package org.hyperprism.topology.schedule;

/** What follows on the last round of a trace. */
public enum AfterTheEnd {
  /** Nothing: asking for it is refused. */
  STOP,
  /** The first round again, then the second, and so on. */
  REPEAT,
  /** The links of the last round. */
  HOLD
}
