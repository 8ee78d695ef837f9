package org.hyperprism.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.defence.Defence;
import org.hyperprism.defence.Scratch;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.method.Vector;
import org.hyperprism.method.VectorPlan;
import org.jspecify.annotations.Nullable;

/**
 * What the devices of a block received in one exchange, and what they sent themselves, receiver by
 * receiver.
 */
public final class Inbox {

  private final DeviceBlock block;
  private final EdgeBlock edges;
  private final VectorPlan plan;
  private final float[][] own;

  /** Of the receivers; null where messages say all. */
  private final @Nullable Copies copies;

  private final List<Message> messages;
  private final Senders senders;
  private final boolean dropsNonFinite;
  private final Losses losses;

  /** Of the opened receiver. */
  private final Members members;

  /** Whether both ends of a link know whose message was lost, so that neither counts the other. */
  private final boolean sharesKnowledge;

  /** What became of the opened receiver's messages, in ascending sender. */
  private final boolean[] lost;

  private final boolean[] dropped;

  /** The opened receiver's index. */
  private int opened;

  private long droppedMessages;
  private long lostMessages;

  /**
   * What others have of the receivers, where messages are compressed.
   *
   * @param own for each sent vector the receivers' public copies: float32[devices][parameters]
   * @param step gamma: how far a receiver goes towards the mean of the copies, above 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
  public record Copies(float[][] own, double step) {}

  /**
   * @param block the receivers as they were when they sent
   * @param edges theirs in this round
   * @param plan which of their vectors they sent
   * @param arrived what devices with edges to the block sent, of this block too, in any order
   * @param dropsNonFinite whether vectors that are not finite are dropped
   * @param losses which messages are lost on their way, and who knows
   * @param copies what others have of the receivers; null where messages say all
   */
  public Inbox(
      DeviceBlock block,
      EdgeBlock edges,
      VectorPlan plan,
      List<Message> arrived,
      boolean dropsNonFinite,
      Losses losses,
      @Nullable Copies copies) {
    this.block = block;
    this.edges = edges;
    this.plan = plan;
    this.own = Message.sentVectors(block, plan);
    this.messages = arrived;
    this.senders = new Senders(arrived);
    this.dropsNonFinite = dropsNonFinite;
    this.losses = losses;
    this.copies = copies;
    this.members = new Members(own.length);
    this.sharesKnowledge = losses.areSharedByBothEnds() && !edges.isColumnStochastic();
    this.lost = new boolean[edges.largestDegree()];
    this.dropped = new boolean[lost.length];
  }

  /**
   * Opens the inbox of the {@code index}-th receiver: its neighbours and itself, by ascending id.
   * Where a vector is missing, the row of weights is divided by the sum of those that are there.
   * But where both ends know that a message was lost, neither counts the other, and each keeps the
   * weight itself. Where columns of the mixing matrix sum to 1, what is missing is gone, unless its
   * sender knows and keeps it.
   */
  public void open(int index) {
    members.clear();
    opened = index;
    int device = block.first() + index;
    int firstEdge = edges.firstEdge(index);
    int degree = edges.degree(index);
    losses.markReceived(device, lost, degree);
    for (int n = 0; n < degree; n++) {
      lostMessages += lost[n] ? 1 : 0;
    }
    if (sharesKnowledge) {
      losses.markSent(index, lost);
    }
    boolean hasSelf = !dropsNonFinite || isFinite(own, block.offset(index));
    Row row = row(index, degree, hasSelf);
    boolean selfAdded = !hasSelf && row.arrived > 0;
    for (int n = 0; n < degree; n++) {
      int neighbour = edges.neighbour(firstEdge + n);
      if (!selfAdded && neighbour > device) {
        addSelf(index, row.factor * row.own);
        selfAdded = true;
      }
      if (dropped[n]) {
        droppedMessages++;
      } else if (!lost[n]) {
        add(neighbour, row.factor * edges.weight(firstEdge + n));
      }
    }
    if (!selfAdded) {
      addSelf(index, row.factor * row.own);
    }
  }

  /**
   * A receiver's row of weights.
   *
   * @param own weight of the receiver itself, as the links and what it kept back fixed it
   * @param arrived sum of the weights of the messages that are there
   * @param factor makes the weights that are there sum to 1, where rows do
   */
  private record Row(double own, double arrived, double factor) {}

  private Row row(int index, int degree, boolean hasSelf) {
    int firstEdge = edges.firstEdge(index);
    double own = edges.ownWeight(index);
    double arrived = 0;
    boolean missing = !hasSelf;
    for (int n = 0; n < degree; n++) {
      double weight = edges.weight(firstEdge + n);
      dropped[n] = !lost[n] && isDropped(edges.neighbour(firstEdge + n));
      if (lost[n] && sharesKnowledge) {
        own += weight;
      } else if (lost[n] || dropped[n]) {
        missing = true;
      } else {
        arrived += weight;
      }
    }
    if (edges.isColumnStochastic() && losses.areAcknowledged()) {
      // A sender's shares are all alike.
      own *= 1 + losses.lostFrom(index);
    }
    double left = hasSelf ? own + arrived : arrived;
    // A device that has nothing finite keeps what it has.
    boolean asTheyAre = !missing || left == 0 || edges.isColumnStochastic();
    return new Row(left == 0 ? 1 : own, arrived, asTheyAre ? 1 : 1 / left);
  }

  private boolean isDropped(int sender) {
    return dropsNonFinite
        && !isFinite(senders.message(sender).vectors(), senders.row(sender) * block.parameters());
  }

  private boolean isFinite(float[][] vectors, int offset) {
    for (float[] vector : vectors) {
      if (!DeviceBlock.areFinite(vector, offset, block.parameters())) {
        return false;
      }
    }
    return true;
  }

  private void addSelf(int index, double weight) {
    members.addSelf(
        block.first() + index,
        copies == null ? own : copies.own,
        block.offset(index),
        weight,
        block.scalars(),
        index * block.scalarsPerDevice());
  }

  private void add(int sender, double weight) {
    Message message = senders.message(sender);
    int row = senders.row(sender);
    members.add(
        sender,
        message.vectors(),
        row * block.parameters(),
        weight,
        message.scalars(),
        row * message.stride());
  }

  /**
   * The opened receiver's members with one of their sent vectors, float32[parameters] each.
   *
   * @param vector one that the plan sends
   */
  public WeightedVectors received(Vector vector) {
    return members.vectors(place(vector));
  }

  /** Where a vector is among those that are sent. */
  private int place(Vector vector) {
    int place = plan.sent().indexOf(vector);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the vector '%s' is not sent; name it in sends(...)".formatted(vector));
    }
    return place;
  }

  /**
   * The opened receiver's members that count, each with one of its sent vectors.
   *
   * @param place of the vector among those that the plan sends
   * @param counts whether a device does
   */
  public List<VectorView> received(int place, IntPredicate counts) {
    return members.vectors(place, counts);
  }

  /**
   * Lets a defence change what the opened receiver has received. Of a method that is suited to it,
   * which sends one vector and no scalars.
   *
   * @param round from 1
   * @param scratch that nobody else uses while the receiver is open
   */
  public void defend(Defence defence, int round, Scratch scratch) {
    members.defend(defence, block.parameters(), round, scratch);
  }

  /**
   * Makes the opened receiver's means, if messages are compressed, those of its own vectors with a
   * step towards the mean of the copies: x_i + gamma (sum_j a_ij x^_j - x^_i). Weights of members
   * are then those of I + gamma (A - I). One whose vectors are not finite takes the mean itself.
   */
  public void takeConsensusStep() {
    if (copies != null && members.self() >= 0) {
      members.becomeStep(copies.own, own, block.offset(opened), copies.step);
    }
  }

  /** Whether the opened receiver's means are a step from its own vectors. */
  public boolean hasSteps() {
    return members.isStep();
  }

  /**
   * Where in {@link #received(Vector)} the opened receiver's own vector is; -1 if it is dropped.
   */
  public int ownPlace() {
    return members.ownPlace();
  }

  /** The opened receiver's neighbours alone, their weights divided by their sum. */
  public void fillNeighbours(Vector vector, WeightedVectors neighbours) {
    members.fillOthers(place(vector), neighbours);
  }

  /** Where the vectors of all receivers' members lie, each array once. */
  public List<float[]> arrays() {
    List<float[]> arrays = new ArrayList<>(List.of(own));
    if (copies != null) {
      arrays.addAll(List.of(copies.own));
    }
    for (Message message : messages) {
      for (int s = 0; s < own.length; s++) {
        if (message.vectors()[s] != (copies == null ? own : copies.own)[s]) {
          arrays.add(message.vectors()[s]);
        }
      }
    }
    return arrays;
  }

  /** Messages of the opened receiver that are there, and itself. */
  public int members() {
    return members.count();
  }

  /** Position of the receiver among its members; -1 if its own vectors were dropped. */
  public int self() {
    return members.self();
  }

  /** Messages opened so far that were dropped because they were not finite. */
  public long droppedMessages() {
    return droppedMessages;
  }

  /** Messages opened so far that were lost on their way. */
  public long lostMessages() {
    return lostMessages;
  }

  /**
   * Mixing weight of a member of the opened receiver; those of all members sum to 1, unless columns
   * of the mixing matrix do.
   *
   * @param member in [0, {@link #members()}), by ascending id
   */
  public double weight(int member) {
    return members.weight(member);
  }

  /**
   * A private scalar that a member of the opened receiver sent.
   *
   * @param member in [0, {@link #members()}), by ascending id
   * @param index among the scalars that the plan sends
   */
  public float sentScalar(int member, int index) {
    return members.scalar(member, index);
  }
}
