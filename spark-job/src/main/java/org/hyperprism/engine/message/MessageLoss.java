package org.hyperprism.engine.message;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * Which of the messages of one exchange are lost on their way, each for itself with the same
 * probability.
 *
 * @param probability in [0, 1]
 * @param random the experiment's streams; {@link Purpose#MESSAGE_LOSS} by receiver and exchange
 * @param exchange exchanges of the run before this one
 */
public record MessageLoss(double probability, RandomStreams random, long exchange) {

  /**
   * Marks the lost ones of a receiver's messages.
   *
   * @param receiver the device
   * @param lost one mark per message, in ascending sender
   * @param from first message of the receiver
   * @param to end of its messages
   */
  public void mark(int receiver, boolean[] lost, int from, int to) {
    if (probability == 0) {
      return;
    }
    UniformRandomProvider stream = random.stream(Purpose.MESSAGE_LOSS, receiver, exchange);
    for (int message = from; message < to; message++) {
      lost[message] = stream.nextDouble() < probability;
    }
  }
}
