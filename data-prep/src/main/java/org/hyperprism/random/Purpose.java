package org.hyperprism.random;

/**
 * What a random stream is drawn for.
 *
 * <p>The keys are written out because they are part of every published result: a purpose may be
 * added, but a key never changes and is never used again.
 */
public enum Purpose {
  /** Which device holds which training sample. */
  PARTITION(1),
  /** The model that every device starts from. */
  INITIALISATION(2),
  /** The communication graph of a round. */
  LINKS(3),
  /** The mini-batches of a device in a round. */
  BATCH(4),
  /** Which test or validation samples a partial evaluation uses. */
  EVALUATION(5),
  /** Which linked devices form the pairs of a round. */
  MATCHING(6),
  /** What a method draws for itself before the first round: a device's hypernetwork. */
  METHOD_START(7),
  /** What a method draws for a device during a round. */
  METHOD_ROUND(8),
  /** How a device moves. */
  MOBILITY(9),
  /** Whether a bursty link is good or bad in a round. */
  LINK_STATE(10),
  /** Which links of a round are down all the same. */
  LINK_DROP_OUT(11),
  /** Which devices are away in a round. */
  DEVICE_DROP_OUT(12),
  /** Which messages to a device are lost in a round. */
  MESSAGE_LOSS(13),
  /** Which training samples are set aside as validation data. */
  VALIDATION(14),
  /** The mini-batch of a device in a round that none of its local steps takes. */
  FURTHER_BATCH(15),
  /** The mini-batches of a worker of a centre that has all samples, in a round. */
  CENTRAL_BATCH(16),
  /** The values of settings that a search tries. */
  SEARCH(17),
  /** Which devices are attackers. */
  ATTACKERS(28),
  /** The noise that an attacker adds to a vector it sends. */
  ATTACK(29),
  /** How fast a device computes, for all rounds. */
  DEVICE_SPEED(30),
  /** How fast a link carries, for all rounds. */
  LINK_RATE(31),
  /** How much longer or shorter a device computes in a round. */
  COMPUTING_TIME(32),
  /** What a message of compressed vectors draws: places, roundings, the start of an iteration. */
  COMPRESSION(34),
  /** When a device's day begins, for all rounds. */
  DAY(40),
  /** When a device joins. */
  JOINING(41),
  /** When a device leaves for good. */
  LEAVING(42),
  /** How much a device's battery holds. */
  BATTERY(43),
  /** How a device sees its features, for all rounds. */
  FEATURE_SKEW(50),
  /** The noise on the features of a device's sample. */
  FEATURE_NOISE(51),
  /** Which classes change places in a change of the concept. */
  CONCEPT_DRIFT(52),
  /** How long a device waits until it meets another one. */
  INTERACTION_TIME(70);

  private final long key;

  Purpose(long key) {
    this.key = key;
  }

  long key() {
    return key;
  }
}
