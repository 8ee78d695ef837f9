package org.hyperprism.model.torch;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.OracleArguments;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.SampleForm;

/**
 * The gradients of several models by one graph of libtorch's. Shapes never change: slots that
 * nothing was put into, and samples that a batch lacks, are computed too and count for nothing, so
 * that the bits of a gradient do not depend on who else is computed.
 *
 * <p>Pointers are kept and freed as {@link TorchGradientOracle} says.
 */
final class TorchGradientGroup implements GradientGroup {

  private final TensorMemory memory;
  private final ModelDefinition model;
  private final ParameterLayout layout;
  private final int slots;
  private final int samples;
  private final PointerScope ownScope;
  private final GroupedNetwork network;

  /** Slot by slot, in the form of {@link GroupedNetwork#logProbabilities}. */
  private final ExchangedTensor features;

  /** Derivatives by the logarithms of the class probabilities, float[slots][samples][classes]. */
  private final ExchangedTensor lossGradient;

  private final ExchangedTensor logProbabilities;
  private final BoolOptional retainGraph;

  /** Whether the gradient of the loss of a slot is not all 0. */
  private final boolean[] loaded;

  private final float[] nothing;
  private boolean closed;

  TorchGradientGroup(
      ModelDefinition model,
      List<NetworkStep> steps,
      int slots,
      int batchCapacity,
      TensorMemory memory) {
    OracleArguments.checkCapacity(batchCapacity);
    this.memory = memory;
    this.model = model;
    this.layout = model.layout();
    this.slots = slots;
    this.samples = batchCapacity;
    this.loaded = new boolean[slots];
    this.nothing = new float[samples * Math.max(model.features(), model.classes())];
    this.ownScope = new PointerScope();
    // The end of the block below is not to free anything.
    ownScope.extend();
    boolean images = model.sampleForm() == SampleForm.IMAGE;
    try (PointerScope made = ownScope) {
      this.network = new GroupedNetwork(steps, slots, samples, images, layout.parameters(), memory);
      this.features =
          images
              ? new ExchangedTensor(
                  memory, (long) slots * samples, model.channels(), model.height(), model.width())
              : new ExchangedTensor(memory, slots, samples, model.features());
      this.lossGradient = new ExchangedTensor(memory, slots, samples, model.classes());
      this.logProbabilities = new ExchangedTensor(memory, slots, samples, model.classes());
      this.retainGraph = new BoolOptional(false);
    }
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public void load(int slot, float[] weights, int offset, Batch batch) {
    check(weights, offset, batch);
    int size = batch.size();
    long featuresFrom = (long) slot * samples * model.features();
    int read = size * model.features();
    float[] lossGradientOfBatch = new float[samples * model.classes()];
    TorchBatch.fillLossGradient(batch, model.classes(), lossGradientOfBatch);
    try {
      network.parameters().load(slot, weights, offset);
      features.putHere(featuresFrom, batch.features(), 0, read);
      features.putHere(featuresFrom + read, nothing, 0, samples * model.features() - read);
      lossGradient.putHere(
          (long) slot * lossGradientOfBatch.length,
          lossGradientOfBatch,
          0,
          lossGradientOfBatch.length);
      loaded[slot] = true;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void check(float[] weights, int offset, Batch batch) {
    if (closed) {
      throw new IllegalStateException("the group is closed");
    }
    OracleArguments.check(model, layout, weights, offset, batch);
    OracleArguments.checkBatch(samples, batch);
  }

  @Override
  public void compute() {
    TorchRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      memory.begin();
      network.parameters().send();
      features.send();
      lossGradient.send();
      Tensor output = network.logProbabilities(features.tensor());
      TensorVector gradients =
          torch.grad(
              new TensorVector(output),
              network.parameters().tensors(),
              new TensorVector(lossGradient.tensor()),
              retainGraph,
              false,
              false);
      network.parameters().gather(gradients);
      logProbabilities.tensor().copy_(output.detach());
      logProbabilities.fetch();
    } catch (RuntimeException e) {
      throw memory.explained(e);
    } finally {
      forget();
      Reference.reachabilityFence(this);
    }
  }

  /** The next call is not for the models of this one. */
  private void forget() {
    for (int slot = 0; slot < slots; slot++) {
      if (loaded[slot]) {
        int classes = samples * model.classes();
        lossGradient.putHere((long) slot * classes, nothing, 0, classes);
      }
    }
    Arrays.fill(loaded, false);
  }

  @Override
  public double store(int slot, Batch batch, float[] gradient, int gradientOffset) {
    OracleArguments.checkGradient(layout, samples, batch, gradient, gradientOffset);
    int classes = model.classes();
    float[] ofBatch = new float[batch.size() * classes];
    try {
      network.parameters().store(slot, gradient, gradientOffset);
      logProbabilities.getHere((long) slot * samples * classes, ofBatch, 0, ofBatch.length);
    } finally {
      Reference.reachabilityFence(this);
    }
    return ClassScores.lossSum(ofBatch, classes, batch, 0, batch.size()) / batch.size();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ownScope.close();
    }
  }
}
