package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.method.Vector;
import org.hyperprism.method.VectorPlan;

/** What the devices of a block received and sent themselves, receiver by receiver. */
final class Inbox {

  private final DeviceBlock block;
  private final VectorPlan plan;
  private final float[][] own;
  private final List<Packet> packets;
  private final int[] start;
  private final int[] packetOf;
  private final int[] edgeOf;
  private final WeightedVectors[] received;
  private float[][] memberNumbers = new float[16][];
  private int[] memberOffsets = new int[16];
  private double[] memberWeights = new double[16];
  private final boolean dropsNonFinite;
  private final boolean[] lost;
  private final boolean[] dropped;
  private int members;
  private int self;
  private long droppedMessages;
  private long lostMessages;

  /**
   * @param block the receivers as they were when they sent
   * @param plan which of their vectors they sent
   * @param arrived packets from every block, in any order
   * @param nonFinite whether vectors that are not finite are dropped
   * @param loss which messages are lost on their way
   */
  Inbox(
      DeviceBlock block,
      VectorPlan plan,
      List<Packet> arrived,
      NonFinite nonFinite,
      MessageLoss loss) {
    this.block = block;
    this.plan = plan;
    this.own = Routing.sentVectors(block, plan);
    this.dropsNonFinite = nonFinite == NonFinite.DROP;
    this.packets = arrived.stream().sorted(Comparator.comparingInt(Packet::firstSource)).toList();
    this.received = new WeightedVectors[own.length];
    for (int s = 0; s < own.length; s++) {
      received[s] = new WeightedVectors();
    }
    start = new int[block.count() + 1];
    for (Packet packet : packets) {
      for (int destination : packet.edges().destination()) {
        start[destination - block.first() + 1]++;
      }
    }
    for (int i = 0; i < block.count(); i++) {
      start[i + 1] += start[i];
    }
    packetOf = new int[start[block.count()]];
    edgeOf = new int[packetOf.length];
    int[] next = start.clone();
    for (int p = 0; p < packets.size(); p++) {
      int[] destination = packets.get(p).edges().destination();
      for (int e = 0; e < destination.length; e++) {
        int position = next[destination[e] - block.first()]++;
        packetOf[position] = p;
        edgeOf[position] = e;
      }
    }
    dropped = new boolean[packetOf.length];
    lost = new boolean[packetOf.length];
    for (int i = 0; i < block.count(); i++) {
      loss.mark(block.first() + i, lost, start[i], start[i + 1]);
    }
  }

  /**
   * Opens the mail of the {@code index}-th receiver: its neighbours and itself, by ascending id.
   * Where a vector is missing, the row of weights is divided by the sum of those that are there.
   */
  void open(int index) {
    for (WeightedVectors vectors : received) {
      vectors.clear();
    }
    members = 0;
    int device = block.first() + index;
    boolean hasSelf = !dropsNonFinite || isFinite(own, block.offset(index));
    Row row = row(index, hasSelf);
    boolean selfAdded = !hasSelf && row.arrived > 0;
    self = -1;
    for (int position = start[index]; position < start[index + 1]; position++) {
      Packet packet = packets.get(packetOf[position]);
      int e = edgeOf[position];
      if (!selfAdded && packet.edges().source()[e] > device) {
        addSelf(index, row.factor * row.own);
        selfAdded = true;
      }
      if (lost[position]) {
        lostMessages++;
        continue;
      }
      if (dropped[position]) {
        droppedMessages++;
        continue;
      }
      int vector = packet.row()[e];
      add(
          packet.vectors(),
          vector * block.parameters(),
          row.factor * packet.edges().weight()[e],
          packet.numbers(),
          vector * packet.stride());
    }
    if (!selfAdded) {
      addSelf(index, row.factor * row.own);
    }
  }

  /**
   * A receiver's row of weights.
   *
   * @param own weight of the receiver itself, as the links fixed it
   * @param arrived sum of the weights of the messages that are there
   * @param factor makes the weights that are there sum to 1
   */
  private record Row(double own, double arrived, double factor) {}

  private Row row(int index, boolean hasSelf) {
    double all = 0;
    double arrived = 0;
    int missing = 0;
    for (int position = start[index]; position < start[index + 1]; position++) {
      double weight = packets.get(packetOf[position]).edges().weight()[edgeOf[position]];
      all += weight;
      dropped[position] = !lost[position] && isDropped(position);
      if (lost[position] || dropped[position]) {
        missing++;
      } else {
        arrived += weight;
      }
    }
    double own = 1 - all;
    double left = hasSelf ? own + arrived : arrived;
    // A device that has nothing finite keeps what it has.
    boolean whole = (missing == 0 && hasSelf) || left == 0;
    return new Row(left == 0 ? 1 : own, arrived, whole ? 1 : 1 / left);
  }

  private boolean isDropped(int position) {
    if (!dropsNonFinite) {
      return false;
    }
    Packet packet = packets.get(packetOf[position]);
    return !isFinite(packet.vectors(), packet.row()[edgeOf[position]] * block.parameters());
  }

  private boolean isFinite(float[][] vectors, int offset) {
    for (float[] vector : vectors) {
      if (!Divergence.isFinite(vector, offset, block.parameters())) {
        return false;
      }
    }
    return true;
  }

  private void addSelf(int index, double weight) {
    self = members;
    add(own, block.offset(index), weight, block.memory(), index * block.numbers());
  }

  private void add(
      float[][] vectors, int offset, double weight, float[] numbers, int numbersOffset) {
    for (int s = 0; s < received.length; s++) {
      received[s].add(vectors[s], offset, weight);
    }
    if (members == memberNumbers.length) {
      memberNumbers = Arrays.copyOf(memberNumbers, 2 * members);
      memberOffsets = Arrays.copyOf(memberOffsets, 2 * members);
      memberWeights = Arrays.copyOf(memberWeights, 2 * members);
    }
    memberNumbers[members] = numbers;
    memberOffsets[members] = numbersOffset;
    memberWeights[members] = weight;
    members++;
  }

  /**
   * The opened receiver's members with one of their sent vectors.
   *
   * @param vector one that the plan sends
   */
  WeightedVectors received(Vector vector) {
    return received[plan.sent().indexOf(vector)];
  }

  /** Where the vectors of all receivers' members lie, each array once. */
  List<float[]> arrays() {
    List<float[]> arrays = new ArrayList<>(List.of(own));
    for (Packet packet : packets) {
      for (float[] vector : packet.vectors()) {
        if (arrays.stream().noneMatch(array -> array == vector)) {
          arrays.add(vector);
        }
      }
    }
    return arrays;
  }

  int members() {
    return members;
  }

  /** Position of the receiver among its members; -1 if its own vectors were dropped. */
  int self() {
    return self;
  }

  /** Messages opened so far that were dropped because they were not finite. */
  long droppedMessages() {
    return droppedMessages;
  }

  /** Messages opened so far that were lost on their way. */
  long lostMessages() {
    return lostMessages;
  }

  double weight(int member) {
    return memberWeights[member];
  }

  float sentScalar(int member, int index) {
    return memberNumbers[member][memberOffsets[member] + index];
  }
}
