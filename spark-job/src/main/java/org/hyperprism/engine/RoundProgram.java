package org.hyperprism.engine;

import java.io.Serializable;
import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.device.CommonStart;
import org.hyperprism.engine.disturbance.PublicCopies;
import org.hyperprism.engine.disturbance.ReadModels;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;

/**
 * A run's rounds in the pieces between which an {@link Engine} moves data, each on one block of
 * devices. All are pure functions of their arguments: a task that is retried gives the same bits
 * again.
 *
 * @param definition what the rounds are made of
 * @param links the edges of a block
 * @param localSteps what a block does before it sends
 * @param aggregation what it does with the messages of an exchange
 */
record RoundProgram(
    RoundDefinition definition, RoundLinks links, BlockSteps localSteps, Aggregation aggregation)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static RoundProgram of(RoundDefinition definition) {
    RoundLinks links = new RoundLinks(definition);
    return new RoundProgram(
        definition, links, new BlockSteps(definition, links), new Aggregation(definition, links));
  }

  /** Every device as it begins. */
  DeviceBlock commonStart(BlockLayout layout, int block) {
    DeviceBlock start =
        CommonStart.of(
            definition.method(),
            definition.plan(),
            definition.model(),
            definition.initialModels(),
            definition.random(),
            layout,
            block);
    if (definition.disturbances().remembersSent()) {
      start = definition.lastSent().begin(start);
    }
    ReadModels reads = definition.reads();
    if (reads != null) {
      start = reads.begin(start);
    }
    PublicCopies copies = definition.copies();
    return copies == null ? start : copies.begin(start, definition.initialModels().areAlike());
  }

  /** Which vectors a device has, and which of them it sends. */
  VectorPlan plan() {
    return definition.plan();
  }

  /**
   * What others get of the devices of a block at an exchange: what they have, or its public copy,
   * but for attackers.
   */
  DeviceBlock sent(DeviceBlock block, int round, int exchange) {
    PublicCopies copies = definition.copies();
    return definition.lies().of(copies == null ? block : copies.shown(block), round, exchange);
  }

  /** The first of the steps that make a round, each with its links. */
  int firstStep(int round) {
    return definition.disturbances().firstStep(round);
  }

  /** The last of them. */
  int lastStep(int round) {
    return definition.disturbances().lastStep(round);
  }

  /** Exchanges in a round, >= 1. */
  int exchanges() {
    return definition.method().exchanges();
  }

  /** Each device's own model on the test samples, in device order. */
  List<Evaluation> evaluate(DeviceBlock block, Samples test) {
    return BlockEvaluation.of(definition.training(), block, test);
  }

  /** Of each class of the test samples, how many each device's own model knows. */
  List<int[]> known(DeviceBlock block, Samples test) {
    return BlockEvaluation.known(definition.training(), block, test);
  }

  /** The same, and what honest devices' own models make of each class of the test samples. */
  ModelEvaluations evaluateByClass(DeviceBlock block, Samples test) {
    return BlockEvaluation.byClass(definition, block, test);
  }
}
