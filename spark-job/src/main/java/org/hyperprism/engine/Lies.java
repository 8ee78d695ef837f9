package org.hyperprism.engine;

import java.util.List;
import org.hyperprism.attack.Attack;
import org.hyperprism.compute.VectorView;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.message.Inbox;
import org.hyperprism.method.VectorPlan;

/** What attackers of a block send in the place of what they have. */
final class Lies {

  private Lies() {}

  /**
   * A block as its devices send it; the same block where nobody lies. What attackers have is left
   * as it is.
   *
   * @param exchange of the round, from 0
   */
  static DeviceBlock of(RoundDefinition definition, DeviceBlock block, int round, int exchange) {
    Attack attack = definition.attack();
    if (!attack.altersMessages(round) || !hasAttackers(attack, block)) {
      return block;
    }
    VectorPlan plan = definition.plan();
    float[][] vectors = block.vectors().clone();
    List<Integer> sent = plan.sentNumbers();
    for (int number : sent) {
      vectors[number] = vectors[number].clone();
    }
    int parameters = block.parameters();
    long exchanges = (long) round * definition.method().exchanges() + exchange;
    for (int i = 0; i < block.count(); i++) {
      if (!attack.isAttacker(block.first() + i)) {
        continue;
      }
      for (int s = 0; s < sent.size(); s++) {
        VectorView vector = new VectorView(vectors[sent.get(s)], block.offset(i));
        VectorView learned = attack.learns() ? learned(definition, block, i, s) : vector;
        long draw = exchanges * sent.size() + s;
        attack.alter(vector, parameters, learned, block.first() + i, draw);
      }
    }
    return new DeviceBlock(block.first(), block.count(), parameters, vectors, block.scalars());
  }

  private static boolean hasAttackers(Attack attack, DeviceBlock block) {
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
  static void learn(RoundDefinition definition, Inbox inbox, DeviceBlock next, int index) {
    Attack attack = definition.attack();
    VectorPlan plan = definition.plan();
    int own = next.first() + index;
    for (int s = 0; s < plan.sent().size(); s++) {
      List<VectorView> honest =
          inbox.received(s, device -> device == own || !attack.isAttacker(device));
      if (!honest.isEmpty()) {
        attack.learn(honest, next.parameters(), learned(definition, next, index, s));
      }
    }
  }

  /** Where an attacker keeps what it will send of the {@code s}-th vector that travels. */
  private static VectorView learned(
      RoundDefinition definition, DeviceBlock block, int index, int s) {
    return new VectorView(block.vectors()[definition.learned(s)], block.offset(index));
  }
}
