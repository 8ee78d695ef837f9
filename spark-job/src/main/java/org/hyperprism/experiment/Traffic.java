package org.hyperprism.experiment;

import org.hyperprism.compression.Compression;
import org.hyperprism.compression.LinkHistory;
import org.hyperprism.compression.MessageBytes;
import org.hyperprism.engine.Communication;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.message.MessageLoss;
import org.hyperprism.method.Method;
import org.hyperprism.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/** The bytes that a method's devices send, round by round. */
final class Traffic {

  private final RoundDefinition rounds;

  /** From a device to a neighbour in a round, without what is compressed. */
  private final long plainBytes;

  private final @Nullable LinkHistory compressed;

  private Traffic(RoundDefinition rounds, long plainBytes, @Nullable LinkHistory compressed) {
    this.rounds = rounds;
    this.plainBytes = plainBytes;
    this.compressed = compressed;
  }

  /** Before the first round. */
  static Traffic of(RoundDefinition rounds, Preparation preparation, Method method, long seed) {
    MessageBytes bytes = compressedBytes(preparation, method);
    LinkHistory history =
        bytes == null
            ? null
            : new LinkHistory(
                bytes,
                method.exchanges(),
                losses(preparation.communication(), seed),
                preparation.devices());
    return new Traffic(rounds, plainBytes(preparation, method), history);
  }

  /** What a device sends to a neighbour in a round, without what is compressed. */
  static long plainBytes(Preparation preparation, Method method) {
    long all = method.bytesPerLink(preparation.model().layout());
    MessageBytes compressed = compressedBytes(preparation, method);
    long vectors = (long) method.exchanges() * method.vectors().sent().size();
    long parameters = preparation.model().layout().parameters();
    return compressed == null ? all : all - Float.BYTES * vectors * parameters;
  }

  /** Bytes of what is compressed; null where nothing is. */
  static @Nullable MessageBytes compressedBytes(Preparation preparation, Method method) {
    Compression compression = preparation.compression();
    return compression == null
        ? null
        : compression.bytes(
            method.vectors().sent().size(), Float.BYTES * method.numbersOfMeanMaps());
  }

  /** The messages that are lost on their way. */
  static LinkHistory.Losses losses(Communication communication, long seed) {
    double probability = communication.messageLoss();
    RandomStreams random = new RandomStreams(seed);
    return probability == 0
        ? LinkHistory.Losses.NONE
        : (exchange, receiver, lost, count) ->
            new MessageLoss(probability, random, exchange).mark(receiver, lost, 0, count);
  }

  /** Adds the rounds up to one that were run before. */
  void takeUp(int lastRound) {
    for (int round = 1; round <= lastRound && compressed != null; round++) {
      bytes(round, 0);
    }
  }

  /**
   * Adds the next round.
   *
   * @param speaking pairs of a sender and a receiver between which something is sent
   * @return bytes that all devices send
   */
  long bytes(int round, long speaking) {
    long bytes = speaking * plainBytes;
    if (compressed != null) {
      for (long[] ofReceiver :
          compressed.add(rounds.links().graph(round), device -> rounds.pauses(device, round))) {
        for (long each : ofReceiver) {
          bytes += each;
        }
      }
    }
    return bytes;
  }
}
