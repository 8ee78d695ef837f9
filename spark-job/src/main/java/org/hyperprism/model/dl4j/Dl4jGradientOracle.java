package org.hyperprism.model.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.OracleArguments;
import org.hyperprism.model.ParameterLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One Deeplearning4j network into whose parameters the weights of any device are copied.
 *
 * <p>Weights, gradient, features and labels are copied between Java arrays and native memory that
 * lives as long as the oracle; activations lie in the workspaces of the calling thread.
 */
final class Dl4jGradientOracle implements GradientOracle {

  private static final String OUTPUT_WORKSPACE = "HYPERPRISM_OUTPUT";

  private static final WorkspaceConfiguration OUTPUT_WORKSPACE_CONFIGURATION =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyAllocation(AllocationPolicy.STRICT)
          .build();

  private final NativeSection section = new NativeSection();
  private final ModelDefinition model;
  private final ParameterLayout layout;
  private final MultiLayerNetwork network;
  private final NativeBatch inputs;
  private final FloatPointer weightsPointer;
  private final FloatPointer gradientPointer;
  private final float[] probabilities;
  private boolean closed;

  Dl4jGradientOracle(ModelDefinition model, int batchCapacity) {
    OracleArguments.checkCapacity(batchCapacity);
    this.model = model;
    this.layout = model.layout();
    try (NativeSection inside = section.enter()) {
      this.network =
          new MultiLayerNetwork(
              model instanceof LayeredModel layered
                  ? LeanNetwork.of(layered)
                  : NetworkConfigurations.of(model));
      // Given parameters spare the network its own random ones.
      network.init(Nd4j.create(DataType.FLOAT, 1, layout.parameters()), false);
      network.initGradientsView();
      this.inputs = new NativeBatch(model, batchCapacity);
      this.weightsPointer = new FloatPointer(network.params().data().pointer());
      this.gradientPointer = new FloatPointer(network.getFlattenedGradients().data().pointer());
      this.probabilities = new float[batchCapacity * model.classes()];
    }
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
    int size = batch.size();
    Dl4jRuntime.start();
    try (NativeSection inside = section.enter()) {
      weightsPointer.put(weights, offset, layout.parameters());
      network.setInput(inputs.loadFeatures(batch, 0, size));
      network.setLabels(inputs.loadLabels(batch, size));
      network.computeGradientAndScore();
      gradientPointer.get(gradient, gradientOffset, layout.parameters());
    }
    divide(gradient, gradientOffset, size);
    return network.score();
  }

  /**
   * Deeplearning4j leaves the division by the batch size to its updaters. What stands in the place
   * of running statistics is no sum over the batch but the decrement of their moving average.
   */
  private void divide(float[] gradient, int offset, int size) {
    float scale = 1f / size;
    for (ParameterLayout.Range range : layout.ranges()) {
      if (range.part().isTrained()) {
        for (int i = offset + range.from(); i < offset + range.to(); i++) {
          gradient[i] *= scale;
        }
      }
    }
  }

  @Override
  public Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first) {
    check(weights, offset, batch);
    Dl4jRuntime.start();
    int correct = 0;
    double lossSum = 0;
    try (NativeSection inside = section.enter()) {
      weightsPointer.put(weights, offset, layout.parameters());
      for (int from = 0; from < batch.size(); from += inputs.capacity()) {
        int size = Math.min(inputs.capacity(), batch.size() - from);
        classify(inputs.loadFeatures(batch, from, size), size);
        for (int i = 0; i < size; i++) {
          int label = batch.labels()[from + i];
          first[from + i] = ClassScores.rankedFirst(probabilities, i, model.classes());
          correct += first[from + i] == label ? 1 : 0;
          double probability = probabilities[i * model.classes() + label];
          lossSum -= Math.log(Math.max(probability, ClassScores.SMALLEST_PROBABILITY));
        }
      }
    }
    return new Evaluation(batch.size(), correct, lossSum);
  }

  @Override
  public void probabilities(float[] weights, int offset, Batch batch, float[] target) {
    check(weights, offset, batch);
    Dl4jRuntime.start();
    try (NativeSection inside = section.enter()) {
      weightsPointer.put(weights, offset, layout.parameters());
      for (int from = 0; from < batch.size(); from += inputs.capacity()) {
        int size = Math.min(inputs.capacity(), batch.size() - from);
        classify(inputs.loadFeatures(batch, from, size), size);
        System.arraycopy(probabilities, 0, target, from * model.classes(), size * model.classes());
      }
    }
  }

  private void classify(INDArray features, int size) {
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager()
            .getAndActivateWorkspace(OUTPUT_WORKSPACE_CONFIGURATION, OUTPUT_WORKSPACE)) {
      INDArray output = network.output(features, false, workspace);
      if (output.ordering() != 'c') {
        output = output.dup('c');
      }
      FloatPointer pointer = new FloatPointer(output.data().pointer());
      pointer.position(output.offset()).get(probabilities, 0, size * model.classes());
    }
  }

  private void check(float[] weights, int offset, Batch batch) {
    if (closed) {
      throw new IllegalStateException("the oracle is closed");
    }
    OracleArguments.check(model, layout, weights, offset, batch);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (NativeSection inside = section.enter()) {
      network.close();
      inputs.close();
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
    section.retire();
  }
}
