package org.hyperprism.model.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.OracleArguments;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.simd.KernelPair;

/** Backpropagation through a {@link DenseNetwork}, in arrays that live as long as the oracle. */
final class VectorGradientOracle implements GradientOracle {

  /** Samples looked at together in an evaluation: 128 MNIST images fill half of a core's cache. */
  private static final int EVALUATED_TOGETHER = 128;

  private final ModelDefinition model;
  private final ParameterLayout layout;
  private final DenseLayer[] layers;
  private final int capacity;
  private final KernelPair<ChunkKernels> kernels;
  private final LayerProducts products;
  private final SoftmaxCrossEntropy softmax;

  /** What comes out of each layer, float[capacity][units]. */
  private final float[][] outputs;

  /** Gradients of the loss by what comes out of each layer before its ReLU. */
  private final float[][] deltas;

  /** The chunks of what goes into each layer. */
  private final OccupiedChunks[] occupied;

  private boolean closed;

  VectorGradientOracle(
      ModelDefinition model, DenseNetwork network, int capacity, KernelPair<ChunkKernels> kernels) {
    OracleArguments.checkCapacity(capacity);
    this.model = model;
    this.layout = model.layout();
    this.layers = network.layers().toArray(DenseLayer[]::new);
    this.capacity = capacity;
    this.kernels = kernels;
    this.products = new LayerProducts(kernels, network.widest());
    this.softmax = new SoftmaxCrossEntropy(kernels, capacity, model.classes());
    this.outputs = new float[layers.length][];
    this.deltas = new float[layers.length][];
    this.occupied = new OccupiedChunks[layers.length];
    for (int i = 0; i < layers.length; i++) {
      outputs[i] = new float[Math.multiplyExact(capacity, layers[i].units())];
      deltas[i] = new float[outputs[i].length];
      occupied[i] = new OccupiedChunks(capacity, layers[i].inputs());
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
    OracleArguments.checkGradient(layout, capacity, batch, gradient, gradientOffset);
    int size = batch.size();
    occupied[0].find(kernels.serving(), batch.features(), 0, size);
    forward(weights, offset, batch.features(), 0, size);
    int last = layers.length - 1;
    double losses = softmax.lossSumAndGradient(outputs[last], batch, deltas[last]);
    for (int i = last; i >= 0; i--) {
      float[] inputs = i == 0 ? batch.features() : outputs[i - 1];
      occupied[i].listOfChunks(size);
      products.parameterGradient(
          layers[i], inputs, occupied[i], deltas[i], size, gradient, gradientOffset);
      if (i > 0) {
        products.inputGradient(layers[i], weights, offset, deltas[i], size, deltas[i - 1]);
        passWhereActive(outputs[i - 1], deltas[i - 1], size * layers[i].inputs());
      }
    }
    return losses / size;
  }

  @Override
  public Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first) {
    Evaluation[] sum = {Evaluation.NOTHING};
    score(
        weights,
        offset,
        batch,
        (scores, from, size) -> {
          int correct = 0;
          for (int i = 0; i < size; i++) {
            first[from + i] = ClassScores.rankedFirst(scores, i, model.classes());
            correct += first[from + i] == batch.labels()[from + i] ? 1 : 0;
          }
          double losses = softmax.lossSum(scores, batch.labels(), from, size);
          sum[0] = sum[0].plus(new Evaluation(size, correct, losses));
        });
    return sum[0];
  }

  /** All models go over one part of the batch before the next: it stays in the cache meanwhile. */
  @Override
  public List<Evaluation> evaluate(float[] weights, int offset, int models, Batch batch) {
    int parameters = layout.parameters();
    Objects.checkFromIndexSize(offset, Math.multiplyExact(models, parameters), weights.length);
    if (models == 0) {
      return List.of();
    }
    check(weights, offset, batch);
    int[] correct = new int[models];
    double[] losses = new double[models];
    int largest = Math.min(capacity, EVALUATED_TOGETHER);
    float[] scores = outputs[layers.length - 1];
    for (int from = 0; from < batch.size(); from += largest) {
      int size = Math.min(largest, batch.size() - from);
      occupied[0].find(kernels.serving(), batch.features(), from * model.features(), size);
      for (int i = 0; i < models; i++) {
        forward(weights, offset + i * parameters, batch.features(), from * model.features(), size);
        losses[i] += softmax.lossSum(scores, batch.labels(), from, size);
        for (int sample = 0; sample < size; sample++) {
          int label = batch.labels()[from + sample];
          correct[i] += ClassScores.isRankedFirst(scores, sample, model.classes(), label) ? 1 : 0;
        }
      }
    }
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      evaluations.add(new Evaluation(batch.size(), correct[i], losses[i]));
    }
    return evaluations;
  }

  @Override
  public void probabilities(float[] weights, int offset, Batch batch, float[] probabilities) {
    int classes = model.classes();
    score(
        weights,
        offset,
        batch,
        (scores, from, size) ->
            ClassScores.probabilities(scores, classes, size, probabilities, from * classes));
  }

  /** Takes the scores of some samples of a batch. */
  @FunctionalInterface
  private interface ScoreReader {
    /**
     * @param scores float[size][classes], row-major
     * @param from the first sample's number in the batch
     */
    void read(float[] scores, int from, int size);
  }

  private void score(float[] weights, int offset, Batch batch, ScoreReader reader) {
    check(weights, offset, batch);
    int largest = Math.min(capacity, EVALUATED_TOGETHER);
    for (int from = 0; from < batch.size(); from += largest) {
      int size = Math.min(largest, batch.size() - from);
      occupied[0].find(kernels.serving(), batch.features(), from * model.features(), size);
      forward(weights, offset, batch.features(), from * model.features(), size);
      reader.read(outputs[layers.length - 1], from, size);
    }
  }

  /**
   * Fills {@link #outputs} for {@code size} samples whose features begin at {@code from}; their
   * occupied chunks have been found.
   */
  private void forward(float[] weights, int offset, float[] features, int from, int size) {
    products.outputs(layers[0], weights, offset, features, from, occupied[0], size, outputs[0]);
    for (int i = 1; i < layers.length; i++) {
      rectify(outputs[i - 1], size * layers[i].inputs());
      occupied[i].all(size);
      products.outputs(
          layers[i], weights, offset, outputs[i - 1], 0, occupied[i], size, outputs[i]);
    }
  }

  /** ReLU; what is not a number stays so. */
  private static void rectify(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = values[i] <= 0 ? 0 : values[i];
    }
  }

  private static void passWhereActive(float[] activations, float[] deltas, int count) {
    for (int i = 0; i < count; i++) {
      deltas[i] = activations[i] > 0 ? deltas[i] : 0;
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
    closed = true;
  }
}
