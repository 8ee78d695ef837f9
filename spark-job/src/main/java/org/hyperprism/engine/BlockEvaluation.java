package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.device.Workspace;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.Evaluation;

/** The evaluation of a block of devices. */
final class BlockEvaluation {

  /** Test samples looked at together; bounds the memory of an evaluation. */
  private static final int LARGEST_BATCH = 500;

  private BlockEvaluation() {}

  /** Each device's own model on the test samples, in device order. */
  static List<Evaluation> of(Training training, DeviceBlock block, Samples test) {
    int capacity = Math.min(LARGEST_BATCH, test.count());
    return Workspace.with(
        training.backend(),
        training.model(),
        capacity,
        workspace -> {
          // Evaluations are rare and their batches large, so this one is not kept.
          Batch batch = new Batch(capacity, training.model().features());
          return evaluate(block, test, batch, capacity, workspace);
        });
  }

  private static List<Evaluation> evaluate(
      DeviceBlock block, Samples test, Batch batch, int capacity, Workspace workspace) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      evaluations.add(Evaluation.NOTHING);
    }
    for (int from = 0; from < test.count(); from += capacity) {
      batch.resize(Math.min(capacity, test.count() - from));
      BatchSampler.fill(test, from, batch);
      List<Evaluation> parts =
          workspace.oracle().evaluate(block.vectors()[VectorPlan.MODEL], 0, block.count(), batch);
      for (int i = 0; i < block.count(); i++) {
        evaluations.set(i, evaluations.get(i).plus(parts.get(i)));
      }
    }
    return evaluations;
  }
}
