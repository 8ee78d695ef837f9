package org.hyperprism.model.torch;

import java.lang.ref.Reference;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.OracleArguments;
import org.hyperprism.model.ParameterLayout;

/**
 * One network of libtorch's into whose parameters the weights of any device are copied, one after
 * the other. Gradients of several devices at once are {@link TorchGradientGroup}'s.
 *
 * <p>What is kept lies in a pointer scope that {@link #close()} ends; each call has a scope of its
 * own for what it makes. The fences keep the oracle, and so what it refers to, reachable until the
 * last native call has returned: otherwise JavaCPP's thread could free it meanwhile.
 */
final class TorchGradientOracle implements GradientOracle {

  private final TensorMemory memory;
  private final ModelDefinition model;
  private final ParameterLayout layout;
  private final PointerScope ownScope;
  private final TorchNetwork network;
  private final TorchBatch inputs;
  private final BoolOptional retainGraph;
  private final float[] logProbabilities;
  private boolean closed;

  TorchGradientOracle(
      ModelDefinition model, List<NetworkStep> steps, int batchCapacity, TensorMemory memory) {
    OracleArguments.checkCapacity(batchCapacity);
    this.memory = memory;
    this.model = model;
    this.layout = model.layout();
    this.ownScope = new PointerScope();
    // The end of the block below is not to free anything.
    ownScope.extend();
    try (PointerScope made = ownScope) {
      this.network = new TorchNetwork(model.name(), steps, layout.parameters(), memory);
      this.inputs = new TorchBatch(model, batchCapacity, memory);
      this.retainGraph = new BoolOptional(false);
    }
    this.logProbabilities = new float[batchCapacity * model.classes()];
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public double gradient(
      float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
    check(weights, offset, batch);
    OracleArguments.checkGradient(layout, inputs.capacity(), batch, gradient, gradientOffset);
    TorchRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      memory.begin();
      Tensor samples = inputs.features(batch, 0, batch.size());
      Tensor output = network.logProbabilities(weights, offset, samples, true);
      TensorVector gradients =
          torch.grad(
              new TensorVector(output),
              network.parameters().tensors(),
              new TensorVector(inputs.lossGradient(batch)),
              retainGraph,
              false,
              false);
      network.parameters().store(gradients, gradient, gradientOffset);
      network.storeDecrements(weights, offset, gradient, gradientOffset);
      read(output, batch.size());
    } catch (RuntimeException e) {
      throw memory.explained(e);
    } finally {
      Reference.reachabilityFence(this);
    }
    return lossSum(batch, 0, batch.size()) / batch.size();
  }

  @Override
  public Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first) {
    check(weights, offset, batch);
    TorchRuntime.start();
    int correct = 0;
    double losses = 0;
    for (int from = 0; from < batch.size(); from += inputs.capacity()) {
      int size = Math.min(inputs.capacity(), batch.size() - from);
      classify(weights, offset, batch, from, size);
      losses += lossSum(batch, from, size);
      for (int i = 0; i < size; i++) {
        first[from + i] = ClassScores.rankedFirst(logProbabilities, i, model.classes());
        correct += first[from + i] == batch.labels()[from + i] ? 1 : 0;
      }
    }
    return new Evaluation(batch.size(), correct, losses);
  }

  @Override
  public void probabilities(float[] weights, int offset, Batch batch, float[] probabilities) {
    check(weights, offset, batch);
    TorchRuntime.start();
    for (int from = 0; from < batch.size(); from += inputs.capacity()) {
      int size = Math.min(inputs.capacity(), batch.size() - from);
      classify(weights, offset, batch, from, size);
      ClassScores.probabilities(
          logProbabilities, model.classes(), size, probabilities, from * model.classes());
    }
  }

  private void classify(float[] weights, int offset, Batch batch, int from, int size) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard withoutGraph = new NoGradGuard()) {
      memory.begin();
      Tensor samples = inputs.features(batch, from, size);
      read(network.logProbabilities(weights, offset, samples, false), size);
    } catch (RuntimeException e) {
      throw memory.explained(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void read(Tensor output, int size) {
    Tensor readable = memory.isHost() ? output : output.cpu();
    readable.data_ptr_float().get(logProbabilities, 0, size * model.classes());
  }

  private double lossSum(Batch batch, int from, int size) {
    return ClassScores.lossSum(logProbabilities, model.classes(), batch, from, size);
  }

  private void check(float[] weights, int offset, Batch batch) {
    if (closed) {
      throw new IllegalStateException("the oracle is closed");
    }
    OracleArguments.check(model, layout, weights, offset, batch);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ownScope.close();
    }
  }
}
