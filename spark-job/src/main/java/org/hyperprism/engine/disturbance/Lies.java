package org.hyperprism.engine.disturbance;

import java.util.List;
import org.hyperprism.attack.Attack;
import org.hyperprism.compute.VectorView;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.message.Inbox;
import org.hyperprism.method.VectorPlan;

/**
 * What attackers send in the place of what they have.
 *
 * @param attack who they are, and what they do
 * @param plan with a last kept vector for each that is sent, if they learn
 * @param exchanges in a round, >= 1
 */
public record Lies(Attack attack, VectorPlan plan, int exchanges) {

  /**
   * A block as its devices send it; the same block where nobody lies. What attackers have is left
   * as it is.
   *
   * @param exchange of the round, from 0
   */
  public DeviceBlock of(DeviceBlock block, int round, int exchange) {
    if (!attack.altersMessages(round) || !hasAttackers(block)) {
      return block;
    }
    float[][] vectors = block.vectors().clone();
    List<Integer> sent = plan.sentNumbers();
    for (int number : sent) {
      vectors[number] = vectors[number].clone();
    }
    int parameters = block.parameters();
    long number = (long) round * exchanges + exchange;
    for (int i = 0; i < block.count(); i++) {
      if (!attack.isAttacker(block.first() + i)) {
        continue;
      }
      for (int s = 0; s < sent.size(); s++) {
        VectorView vector = new VectorView(vectors[sent.get(s)], block.offset(i));
        VectorView learned = attack.learns() ? learned(block, i, s) : vector;
        long draw = number * sent.size() + s;
        attack.alter(vector, parameters, learned, block.first() + i, draw);
      }
    }
    return new DeviceBlock(block.first(), block.count(), parameters, vectors, block.scalars());
  }

  private boolean hasAttackers(DeviceBlock block) {
    for (int i = 0; i < block.count(); i++) {
      if (attack.isAttacker(block.first() + i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lets an attacker keep what it will send at the next exchange, out of what it knows now.
   *
   * @param inbox opened for it, before any defence
   * @param next the block after the exchange; written to
   * @param index of the attacker in its block
   */
  public void learn(Inbox inbox, DeviceBlock next, int index) {
    int own = next.first() + index;
    for (int s = 0; s < plan.sent().size(); s++) {
      List<VectorView> honest =
          inbox.received(s, device -> device == own || !attack.isAttacker(device));
      if (!honest.isEmpty()) {
        attack.learn(honest, next.parameters(), learned(next, index, s));
      }
    }
  }

  /** Where an attacker keeps what it will send of the {@code s}-th vector that travels. */
  private VectorView learned(DeviceBlock block, int index, int s) {
    int number = plan.kept() - plan.sent().size() + s;
    return new VectorView(block.vectors()[number], block.offset(index));
  }
}
