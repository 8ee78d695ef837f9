package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.attack.Attack;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.device.Workspace;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
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

  /** The same, and what honest devices' own models make of each class of the test samples. */
  static ModelEvaluations byClass(RoundDefinition definition, DeviceBlock block, Samples test) {
    Attack attack = definition.attack();
    Evaluation[] evaluations = new Evaluation[block.count()];
    Arrays.fill(evaluations, Evaluation.NOTHING);
    ClassCounts.Tally honest = new ClassCounts.Tally(block.count(), test.classes());
    classify(
        definition.training(),
        block,
        test,
        honest,
        IntStream.range(0, block.count()),
        (i, evaluation, labels, first) -> {
          evaluations[i] = evaluations[i].plus(evaluation);
          if (!attack.isAttacker(block.first() + i)) {
            honest.add(i, labels, first, evaluation.samples());
          }
        });
    return new ModelEvaluations(List.of(evaluations), honest.counts());
  }

  /**
   * Of each class of the test samples, how many each device's own model knows, seeing them as the
   * device sees its own.
   */
  static List<int[]> known(Training training, DeviceBlock block, Samples test) {
    FeatureSkew skew = training.shift().skew();
    if (!skew.isOn()) {
      return known(training, block, test, IntStream.range(0, block.count()));
    }
    List<int[]> known = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      Samples own = skew.ofTest(test, block.first() + i);
      known.add(known(training, block, own, IntStream.of(i)).get(i));
    }
    return known;
  }

  private static List<int[]> known(
      Training training, DeviceBlock block, Samples test, IntStream devices) {
    ClassCounts.Tally tally = new ClassCounts.Tally(block.count(), test.classes());
    classify(
        training,
        block,
        test,
        tally,
        devices,
        (i, evaluation, labels, first) -> tally.add(i, labels, first, evaluation.samples()));
    return tally.known();
  }

  /** Takes what a device's model made of a part of the samples. */
  @FunctionalInterface
  private interface PartReader {

    /**
     * @param i which device of the block
     * @param evaluation of the part
     * @param labels the part's own classes, at its beginning
     * @param first the classes ranked first, at its beginning
     */
    void read(int i, Evaluation evaluation, int[] labels, int[] first);
  }

  /** Shows the samples to devices of the block, in parts, of which the tally is told too. */
  private static void classify(
      Training training,
      DeviceBlock block,
      Samples test,
      ClassCounts.Tally tally,
      IntStream devices,
      PartReader reader) {
    int capacity = Math.min(LARGEST_BATCH, test.count());
    int[] shown = devices.toArray();
    int[] first = new int[capacity];
    Workspace.with(
        training.backend(),
        training.model(),
        capacity,
        workspace -> {
          Batch batch = new Batch(capacity, training.model().features());
          for (int from = 0; from < test.count(); from += capacity) {
            batch.resize(Math.min(capacity, test.count() - from));
            BatchSampler.fill(test, from, batch);
            tally.begin(batch.labels(), batch.size());
            for (int i : shown) {
              float[] models = block.vectors()[VectorPlan.MODEL];
              Evaluation evaluation =
                  workspace.oracle().evaluate(models, block.offset(i), batch, first);
              reader.read(i, evaluation, batch.labels(), first);
            }
          }
          return tally;
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
