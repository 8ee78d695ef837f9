package org.hyperprism.engine.message;

import java.util.List;

/**
 * Where a block finds what a neighbour of its devices sent: a table over the ids of the senders,
 * filled once for each message of an exchange, so that an edge costs two reads of it.
 */
final class Senders {

  private final Message[] messages;
  private final int lowest;

  /** int[highest sender - lowest + 1]: 1 + the number of a device's message; 0 for no sender. */
  private final int[] message;

  /** The same for a device's row in its message. */
  private final int[] row;

  /**
   * @param messages of one exchange, in any order; every device sends at most one of them
   */
  Senders(List<Message> messages) {
    this.messages = messages.toArray(new Message[0]);
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (Message next : messages) {
      first = Math.min(first, next.devices()[0]);
      end = Math.max(end, next.devices()[next.devices().length - 1] + 1);
    }
    lowest = first;
    message = new int[Math.max(0, end - first)];
    row = new int[message.length];
    for (int m = 0; m < messages.size(); m++) {
      Message next = messages.get(m);
      for (int k = 0; k < next.devices().length; k++) {
        int place = next.devices()[k] - lowest;
        message[place] = m + 1;
        row[place] = next.row(k);
      }
    }
  }

  /** The message of a device that is a neighbour. */
  Message message(int device) {
    int place = device - lowest;
    if (place < 0 || place >= message.length || message[place] == 0) {
      throw new IllegalStateException(
          "device %d is a neighbour, but no message of it is among the %d of the exchange"
              .formatted(device, messages.length));
    }
    return messages[message[place] - 1];
  }

  /** The row in its message of a device that has one. */
  int row(int device) {
    return row[device - lowest];
  }
}
