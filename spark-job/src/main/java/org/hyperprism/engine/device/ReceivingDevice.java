package org.hyperprism.engine.device;

import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.QuantisedMean;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.message.Inbox;
import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.Term;
import org.hyperprism.method.Vector;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.topology.RoundTopology;
import org.jspecify.annotations.Nullable;

/** A device of a block after an exchange. */
public final class ReceivingDevice extends BlockDevice implements ExchangePhase {

  private final Inbox inbox;
  private final int parameters;
  private final WeightedVectors neighbours = new WeightedVectors();
  private long misreadNumbers;

  /**
   * @param block a copy of the block that sent; written to
   * @param plan which vectors it has
   * @param round from 1
   * @param topology the round's
   * @param inbox what arrived, and what the block sent to itself
   * @param kernel of this thread; keeps what the inbox holds
   */
  public ReceivingDevice(
      DeviceBlock block,
      VectorPlan plan,
      ParameterLayout layout,
      int round,
      RoundTopology topology,
      Inbox inbox,
      MixingKernel kernel) {
    super(block, plan, layout, round, topology, kernel, new ScratchVectors());
    kernel.keep(inbox.arrays());
    this.inbox = inbox;
    this.parameters = block.parameters();
  }

  /** Moves the view to the {@code index}-th device of the block, and opens its inbox. */
  @Override
  public void moveTo(int index) {
    super.moveTo(index);
    inbox.open(index);
  }

  @Override
  public void mean(Vector target, Vector sent, Term... terms) {
    mean(0, parameters, target, sent, terms);
  }

  @Override
  public void mean(Range range, Vector target, Vector sent, Term... terms) {
    mean(range.from(), range.to(), target, sent, terms);
  }

  private void mean(int from, int to, Vector target, Vector sent, Term... terms) {
    WeightedVectors sum = inbox.received(sent);
    int members = sum.size();
    for (Term term : terms) {
      sum.add(array(term.vector()), offset(term.vector()), term.coefficient());
    }
    kernel().linearMean(sum, from, to, view(target));
    sum.shrinkTo(members);
  }

  @Override
  public void powerMean(
      Range range,
      Vector target,
      Vector sent,
      MirrorMap map,
      Vector gradient,
      double learningRate) {
    kernel()
        .elastic(map.elasticity())
        .powerMean(
            inbox.received(sent),
            map.p(),
            view(gradient),
            learningRate,
            range.from(),
            range.to(),
            view(target));
  }

  @Override
  public void quantisedMean(
      Range range, Vector target, Vector sent, Vector near, LatticeQuantiser quantiser) {
    misreadNumbers +=
        QuantisedMean.compute(
            inbox.received(sent),
            range.from(),
            range.to(),
            quantiser,
            array(near),
            offset(near),
            array(target),
            offset(target));
  }

  @Override
  public void powerMean(
      Range range,
      Vector target,
      Vector sent,
      MirrorMap map,
      Vector gradient,
      double learningRate,
      Vector tangent) {
    shareTangent(range, tangent);
    kernel()
        .elastic(map.elasticity())
        .powerMeanWithTangent(
            inbox.received(sent),
            map.p(),
            inbox.ownPlace(),
            view(gradient),
            learningRate,
            range.from(),
            range.to(),
            view(target),
            view(tangent));
  }

  /**
   * A mean that is a step from the own vector has that vector with a weight of 1, and its copy as
   * well; their derivatives count as one, so that together they have the own weight.
   */
  private void shareTangent(Range range, Vector tangent) {
    if (inbox.hasSteps()) {
      set(range, tangent, Term.times(inbox.weight(inbox.self()), tangent));
    }
  }

  @Override
  public void powerMeanOfNeighbours(
      Range range, Vector target, Vector sent, MirrorMap map, @Nullable Vector tangent) {
    if (tangent != null) {
      // What the device sent has no part in this mean, and so no derivative to bring.
      set(range, tangent);
    }
    inbox.fillNeighbours(sent, neighbours);
    if (neighbours.size() == 0) {
      set(range, target, Term.plus(sent));
      return;
    }
    MixingKernel mixing = kernel().elastic(map.elasticity());
    if (tangent == null) {
      mixing.powerMean(neighbours, map.p(), view(sent), 0, range.from(), range.to(), view(target));
    } else {
      mixing.powerMeanWithTangent(
          neighbours,
          map.p(),
          0,
          view(tangent),
          0,
          range.from(),
          range.to(),
          view(target),
          view(tangent));
    }
  }

  @Override
  public void senderMean(
      Range range,
      Vector target,
      Vector sent,
      double[] memberExponents,
      Vector gradient,
      double learningRate,
      Vector tangent) {
    kernel()
        .senderPowerMeanWithTangent(
            inbox.received(sent),
            memberExponents,
            inbox.self(),
            view(gradient),
            learningRate,
            range.from(),
            range.to(),
            view(target),
            view(tangent));
  }

  /** Numbers of messages that the devices have misread so far. */
  public long misreadNumbers() {
    return misreadNumbers;
  }

  @Override
  public int members() {
    return inbox.members();
  }

  @Override
  public int self() {
    return inbox.self();
  }

  @Override
  public double sentScalar(int member, int index) {
    return inbox.sentScalar(member, index);
  }

  @Override
  public double weight(int member) {
    return inbox.weight(member);
  }
}
