package org.hyperprism.topology.schedule;

/** What follows the last round of a trace in a run that goes on. */
public enum AfterTheEnd {
  /** The run stops with a message. */
  STOP,
  /** The trace begins again with its first round. */
  REPEAT,
  /** The links of the last round stay. */
  HOLD
}
