package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.hyperprism.attack.Attack;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.device.Workspace;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.shift.FeatureSkew;

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

  /** What honest devices' own models make of each class of the test samples. */
  static ClassCounts classes(RoundDefinition definition, DeviceBlock block, Samples test) {
    Attack attack = definition.attack();
    return tally(definition.training(), block, test, i -> !attack.isAttacker(block.first() + i))
        .counts();
  }

  /**
   * Of each class of the test samples, how many each device's own model knows, seeing them as the
   * device sees its own.
   */
  static List<int[]> known(Training training, DeviceBlock block, Samples test) {
    FeatureSkew skew = training.shift().skew();
    if (!skew.isOn()) {
      return tally(training, block, test, i -> true).known();
    }
    List<int[]> known = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      int device = i;
      Samples own = skew.ofTest(test, block.first() + i);
      known.add(tally(training, block, own, j -> j == device).known().get(i));
    }
    return known;
  }

  private static ClassCounts.Tally tally(
      Training training, DeviceBlock block, Samples test, IntPredicate counts) {
    int capacity = Math.min(LARGEST_BATCH, test.count());
    return Workspace.with(
        training.backend(),
        training.model(),
        capacity,
        workspace -> {
          Batch batch = new Batch(capacity, training.model().features());
          ClassCounts.Tally tally = new ClassCounts.Tally(block.count(), test.classes());
          count(block, test, batch, workspace.oracle(), tally, counts);
          return tally;
        });
  }

  private static void count(
      DeviceBlock block,
      Samples test,
      Batch batch,
      GradientOracle oracle,
      ClassCounts.Tally tally,
      IntPredicate counts) {
    int[] first = new int[Math.min(LARGEST_BATCH, test.count())];
    for (int from = 0; from < test.count(); from += first.length) {
      int size = Math.min(first.length, test.count() - from);
      batch.resize(size);
      BatchSampler.fill(test, from, batch);
      tally.begin(batch.labels(), size);
      for (int i = 0; i < block.count(); i++) {
        if (!counts.test(i)) {
          continue;
        }
        oracle.classes(block.vectors()[VectorPlan.MODEL], block.offset(i), batch, first);
        tally.add(i, batch.labels(), first, size);
      }
    }
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
