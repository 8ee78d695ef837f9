package org.hyperprism.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.device.LocalDevice;
import org.hyperprism.engine.device.LocalWork;
import org.hyperprism.engine.device.StepTools;
import org.hyperprism.engine.device.Workspace;
import org.hyperprism.engine.disturbance.Disturbances;
import org.hyperprism.engine.disturbance.PublicCopies;
import org.hyperprism.engine.disturbance.ReadModels;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.shift.ConceptDrift;
import org.jspecify.annotations.Nullable;

/** The local steps of a round, on one block of devices. */
final class BlockSteps implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RoundDefinition definition;
  private final VectorPlan plan;
  private final RoundLinks links;

  BlockSteps(RoundDefinition definition, RoundLinks links) {
    this.definition = definition;
    this.plan = definition.plan();
    this.links = links;
  }

  /**
   * Steps every device of a block that does not pause.
   *
   * @param block left as it is
   * @param shards the samples of each device of the block
   * @param edges the block's, which go on with it
   */
  SteppedBlock step(DeviceBlock block, List<Samples> shards, EdgeBlock edges, int round) {
    return step(block, block.copyWithVectors(plan.living()), shards, edges, round);
  }

  /**
   * The same in place.
   *
   * @param before the block, left as it is
   * @param stepped the same with all vectors that live in a round; written to
   */
  SteppedBlock step(
      DeviceBlock before, DeviceBlock stepped, List<Samples> shards, EdgeBlock edges, int round) {
    long begin = System.nanoTime();
    boolean drops = definition.nonFinite() == NonFinite.DROP;
    double[] trainingLoss = new double[stepped.count()];
    double[] effectiveStep = new double[stepped.count()];
    Arrays.fill(trainingLoss, Double.NaN);
    Arrays.fill(effectiveStep, Double.NaN);
    int[] changed = definition.changed(stepped.first(), stepped.count(), round);
    Training training = definition.training();
    List<Samples> samples = samples(stepped, shards, round);
    Workspace.with(
        training.backend(),
        training.model(),
        training.batchSize(),
        workspace -> {
          workspace.step(
              changed.length,
              tools -> localDevice(stepped, samples, round, tools),
              (device, each) -> {
                int i = changed[each];
                if (!definition.trains(stepped.first() + i, round)) {
                  return;
                }
                device.moveTo(i);
                LocalReport report = definition.method().localStep(device);
                trainingLoss[i] = report.loss();
                effectiveStep[i] = report.effectiveStep();
                if (drops && !stepped.isFinite(i)) {
                  undoUnsent(stepped, before, i);
                }
              });
          return stepped;
        });
    if (definition.disturbances().remembersSent()) {
      definition
          .lastSent()
          .beforeSending(
              stepped,
              i -> definition.disturbances().isLate(stepped.first() + i, round),
              i -> definition.isAbsent(stepped.first() + i, round));
    }
    PublicCopies copies = definition.copies();
    if (copies != null) {
      copies.beforeSending(stepped, round, 0, i -> definition.pauses(stepped.first() + i, round));
    }
    Divergence divergence =
        drops
            ? null
            : Divergence.first(
                ofLosses(stepped, changed, trainingLoss, round),
                Divergence.of(stepped, changed, 0, "after its local step"));
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return new SteppedBlock(
        stepped,
        edges,
        RoundReport.ofLocalSteps(trainingLoss, effectiveStep, edges, divergence, seconds));
  }

  /** What the devices train on in a round. */
  private List<Samples> samples(DeviceBlock block, List<Samples> shards, int round) {
    ConceptDrift drift = definition.training().shift().drift();
    int concept = drift.concept(definition.disturbances().roundOf(round));
    return IntStream.range(0, block.count())
        .mapToObj(
            i ->
                definition
                    .attack()
                    .samples(drift.in(concept, shards.get(i)), block.first() + i, round))
        .toList();
  }

  private LocalDevice localDevice(
      DeviceBlock block, List<Samples> shards, int round, StepTools tools) {
    Disturbances disturbances = definition.disturbances();
    ReadModels reads = definition.reads();
    return new LocalDevice(
        block,
        plan,
        links.topology(round),
        shards,
        tools,
        definition.random(),
        definition.method().training(),
        definition.training().meanSamples(),
        disturbances.roundOf(round),
        new LocalWork(
            device -> disturbances.mostSteps(device, round),
            device -> disturbances.draws(device, round),
            reads == null ? VectorPlan.MODEL : reads.number()));
  }

  /**
   * Takes back what a device's step that is not finite did to all that stays at home. What it sends
   * is left as it is: that is dropped where it arrives.
   */
  private void undoUnsent(DeviceBlock stepped, DeviceBlock before, int index) {
    int offset = stepped.offset(index);
    for (int v = 0; v < plan.living(); v++) {
      float[] vector = stepped.vectors()[v];
      if (plan.sentNumbers().contains(v)) {
        continue;
      }
      if (v < plan.kept()) {
        System.arraycopy(before.vectors()[v], offset, vector, offset, stepped.parameters());
      } else {
        Arrays.fill(vector, offset, offset + stepped.parameters(), 0);
      }
    }
    int each = stepped.scalarsPerDevice();
    System.arraycopy(before.scalars(), index * each, stepped.scalars(), index * each, each);
  }

  private @Nullable Divergence ofLosses(
      DeviceBlock block, int[] changed, double[] losses, int round) {
    for (int i : changed) {
      boolean trained = definition.trains(block.first() + i, round);
      if (trained && !Double.isFinite(losses[i])) {
        return new Divergence(0, block.first() + i, "the loss of its mini-batches is " + losses[i]);
      }
    }
    return null;
  }
}
