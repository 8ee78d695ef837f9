package org.hyperprism.engine;

import java.io.Serializable;
import java.util.List;
import org.hyperprism.defence.Defence;
import org.hyperprism.defence.Scratch;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.device.AggregationKernels;
import org.hyperprism.engine.device.ReceivingDevice;
import org.hyperprism.engine.disturbance.PublicCopies;
import org.hyperprism.engine.disturbance.ReadModels;
import org.hyperprism.engine.message.Inbox;
import org.hyperprism.engine.message.Losses;
import org.hyperprism.engine.message.Message;
import org.hyperprism.engine.message.MessageLoss;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ModelPart;

/** The aggregation after an exchange, on one block of devices. */
final class Aggregation implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RoundDefinition definition;
  private final Method method;
  private final VectorPlan plan;
  private final RoundLinks links;

  Aggregation(RoundDefinition definition, RoundLinks links) {
    this.definition = definition;
    this.method = definition.method();
    this.plan = definition.plan();
    this.links = links;
  }

  /**
   * The block's next vectors out of the messages that reached it; after the last exchange, those
   * that are kept.
   *
   * @param sent the block as it was when it sent; left as it is
   * @param arrived what devices with edges to the block sent, of this block too, in any order
   * @param exchange from 0
   */
  SteppedBlock aggregate(SteppedBlock sent, List<Message> arrived, int round, int exchange) {
    return aggregate(sent, sent.block().copyWithVectors(plan.living()), arrived, round, exchange);
  }

  /**
   * The same in place.
   *
   * @param next the same as the block that sent; written to
   */
  SteppedBlock aggregate(
      SteppedBlock sent, DeviceBlock next, List<Message> arrived, int round, int exchange) {
    long begin = System.nanoTime();
    int[] changed = definition.changed(next.first(), next.count(), round);
    PublicCopies copies = definition.copies();
    Inbox inbox =
        new Inbox(
            sent.block(),
            sent.edges(),
            plan,
            arrived,
            definition.nonFinite() == NonFinite.DROP,
            losses(sent.block(), round, exchange),
            copies == null
                ? null
                : new Inbox.Copies(copies.of(sent.block()), copies.compression().step()));
    long misread =
        AggregationKernels.with(
            definition.kernels(),
            kernel -> {
              ReceivingDevice device =
                  new ReceivingDevice(
                      next,
                      plan,
                      definition.model().layout(),
                      definition.disturbances().roundOf(round),
                      links.topology(round),
                      inbox,
                      kernel);
              aggregate(device, inbox, next, changed, round, exchange);
              return device.misreadNumbers();
            });
    if (definition.disturbances().remembersSent()) {
      definition
          .lastSent()
          .afterReceiving(next, i -> definition.disturbances().isLate(next.first() + i, round));
    }
    ReadModels reads = definition.reads();
    if (reads != null) {
      reads.afterReceiving(next, changed, i -> definition.trains(next.first() + i, round));
    }
    boolean isLast = exchange == method.exchanges() - 1;
    if (copies != null && !isLast) {
      copies.beforeSending(
          next, round, exchange + 1, i -> definition.pauses(next.first() + i, round));
    }
    DeviceBlock left = isLast ? next.withFirstVectors(plan.kept()) : next;
    Divergence divergence = Divergence.of(left, changed, 1 + exchange, "after its aggregation");
    double[][] exponents = exponents(left, definition.disturbances().roundOf(round));
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return new SteppedBlock(
        left,
        sent.edges(),
        sent.report().plusAggregation(exponents, divergence, inbox, misread, seconds));
  }

  private Losses losses(DeviceBlock block, int round, int exchange) {
    Communication communication = definition.communication();
    MessageLoss loss =
        new MessageLoss(
            communication.messageLoss(),
            definition.random(),
            (long) round * method.exchanges() + exchange);
    return communication.acknowledged() && communication.messageLoss() > 0
        ? Losses.acknowledged(loss, links.topology(round).graph(), block.first(), block.count())
        : Losses.unnoticed(loss);
  }

  private void aggregate(
      ReceivingDevice device,
      Inbox inbox,
      DeviceBlock block,
      int[] changed,
      int round,
      int exchange) {
    Scratch scratch = new Scratch();
    Defence defence = definition.disturbances().defence();
    for (int i : changed) {
      if (definition.pauses(block.first() + i, round)) {
        continue;
      }
      device.moveTo(i);
      boolean hasNothing = device.self() < 0;
      if (definition.attack().learns() && definition.attack().isAttacker(block.first() + i)) {
        definition.lies().learn(inbox, block, i);
      }
      if (defence != null) {
        inbox.defend(defence, round, scratch);
      }
      inbox.takeConsensusStep();
      if (hasNothing) {
        plan.sent().forEach(vector -> device.mean(vector, vector));
      }
      method.aggregate(exchange, device);
    }
  }

  private double[][] exponents(DeviceBlock block, int round) {
    List<ModelPart> parts = definition.model().layout().parts();
    double[][] exponents = new double[block.count()][parts.size()];
    for (int i = 0; i < block.count(); i++) {
      for (int part = 0; part < parts.size(); part++) {
        exponents[i][part] =
            method.exponent(parts.get(part), round, block.scalars(), i * block.scalarsPerDevice());
      }
    }
    return exponents;
  }
}
