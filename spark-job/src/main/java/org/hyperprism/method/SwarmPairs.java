package org.hyperprism.method;

import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomMatching;
import org.hyperprism.topology.schedule.SinglePair;

/** Which pairs of devices interact in a round of SwarmSGD. */
public enum SwarmPairs {
  /** The pairs of a random maximal matching, all at once: a round is a unit of parallel time. */
  MATCHING {
    @Override
    LinkSchedule of(LinkSchedule available, RandomStreams random) {
      return new RandomMatching(available, random);
    }
  },
  /** One random pair: a round is one interaction, as the paper counts. */
  SINGLE {
    @Override
    LinkSchedule of(LinkSchedule available, RandomStreams random) {
      return new SinglePair(available, random);
    }
  };

  abstract LinkSchedule of(LinkSchedule available, RandomStreams random);
}
