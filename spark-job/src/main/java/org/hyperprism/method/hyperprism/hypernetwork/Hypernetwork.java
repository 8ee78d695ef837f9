package org.hyperprism.method.hyperprism.hypernetwork;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A device's hypernetwork HN(v; psi): embedding v, three fully connected layers with rectified
 * linear units, then for every part of the model a linear head with a softmax over candidate
 * exponents (HyperPrism sec. 4.2 and 6.2; the recipe of pFedLA, arXiv 2205.03993).
 *
 * <p>The parameters, v and psi, are a slice of a float32 array: the embedding, the three layers,
 * the heads; of each layer and head the weights, float[outputs][inputs] row-major, then the biases.
 * Arithmetic is in float64 with sums in index order, from operations that give the same bits on
 * every machine. The object holds scratch scalars only and belongs to one thread; it serves any
 * number of devices.
 */
public final class Hypernetwork {

  private static final int HIDDEN_LAYERS = 3;

  private final int embedding;
  private final int heads;
  private final ExponentSelection selection;
  private final CandidateSoftmax softmax;

  /** The hidden layers, then the heads. */
  private final List<DenseLayer> layers = new ArrayList<>();

  private final int parameters;

  /** The input of each hidden layer and, last, of the heads. */
  private final List<double[]> activations = new ArrayList<>();

  /** Cotangents of {@link #activations}. */
  private final List<double[]> cotangents = new ArrayList<>();

  private final double[] logits;
  private final double[] logitCotangents;
  private final double[] scratchGradient;

  /**
   * @param embedding length of v, >= 1; 64 unless there is a reason
   * @param hidden width of the hidden layers, >= 1; the paper has 64
   * @param heads parts of the model that get an exponent, >= 1
   * @param candidates exponents to choose from, each >= 1, ascending
   * @param selection how the probabilities become an exponent
   */
  public Hypernetwork(
      int embedding, int hidden, int heads, double[] candidates, ExponentSelection selection) {
    if (embedding < 1 || hidden < 1 || heads < 1) {
      throw new IllegalArgumentException(
          "a hypernetwork has an embedding, hidden layers and heads of at least 1; got %d, %d, %d"
              .formatted(embedding, hidden, heads));
    }
    checkCandidates(candidates);
    this.embedding = embedding;
    this.heads = heads;
    this.selection = selection;
    softmax = new CandidateSoftmax(candidates);
    int begin = embedding;
    int inputs = embedding;
    addActivation(inputs);
    for (int layer = 0; layer < HIDDEN_LAYERS; layer++) {
      begin = add(new DenseLayer(begin, inputs, hidden));
      inputs = hidden;
      addActivation(inputs);
    }
    for (int head = 0; head < heads; head++) {
      begin = add(new DenseLayer(begin, inputs, candidates.length));
    }
    parameters = begin;
    logits = new double[candidates.length];
    logitCotangents = new double[candidates.length];
    scratchGradient = new double[parameters];
  }

  private static void checkCandidates(double[] candidates) {
    boolean legal = candidates.length > 0;
    double previous = 0;
    for (double candidate : candidates) {
      legal &= candidate >= 1 && candidate > previous && candidate < Double.POSITIVE_INFINITY;
      previous = candidate;
    }
    if (!legal) {
      throw new IllegalArgumentException(
          "candidate exponents are at least one number, each >= 1, ascending; got "
              + Arrays.toString(candidates));
    }
  }

  private int add(DenseLayer layer) {
    layers.add(layer);
    return layer.end();
  }

  private void addActivation(int length) {
    activations.add(new double[length]);
    cotangents.add(new double[length]);
  }

  /** Length of the slice that holds the embedding and all layers and heads. */
  public int parameters() {
    return parameters;
  }

  /** Parts of the model that get an exponent. */
  public int heads() {
    return heads;
  }

  /**
   * Draws the parameters: the embedding uniform with variance 1, in [-sqrt 3, sqrt 3); weights and
   * biases of the hidden layers uniform in [-b, b) with b = 1 / sqrt(inputs), so that activations
   * shrink from layer to layer and a step moves an exponent by little; the heads 0, so that every
   * candidate begins with the same probability and p at their mean.
   */
  public void initialise(float[] scalars, int offset, UniformRandomProvider random) {
    Arrays.fill(scalars, offset, offset + parameters, 0);
    drawUniform(scalars, offset, embedding, Math.sqrt(3), random);
    for (DenseLayer layer : layers.subList(0, HIDDEN_LAYERS)) {
      double bound = 1 / Math.sqrt(layer.inputs());
      drawUniform(scalars, offset + layer.begin(), layer.parameters(), bound, random);
    }
  }

  private static void drawUniform(
      float[] scalars, int begin, int length, double bound, UniformRandomProvider random) {
    for (int i = 0; i < length; i++) {
      scalars[begin + i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  /**
   * The exponents p = HN(v; psi), eq. 7; each from the smallest to the largest candidate.
   *
   * @param p double[heads], filled
   */
  public void exponents(float[] scalars, int offset, double[] p) {
    checkHeads(p);
    forward(scalars, offset);
    for (int head = 0; head < heads; head++) {
      forwardHead(scalars, offset, head);
      p[head] = softmax.exponent(logits, selection);
    }
  }

  /**
   * The vector-Jacobian product d(sum_h cotangent_h p_h) / d(v, psi); with the cotangents df/dp_h
   * it is the gradient of eqs. 9 and 10.
   *
   * @param exponentCotangents double[heads]
   * @param parameterGradient double[{@link #parameters()}], overwritten; in the parameters' order
   */
  public void gradient(
      float[] scalars, int offset, double[] exponentCotangents, double[] parameterGradient) {
    checkHeads(exponentCotangents);
    forward(scalars, offset);
    cotangents.forEach(cotangent -> Arrays.fill(cotangent, 0));
    for (int head = 0; head < heads; head++) {
      forwardHead(scalars, offset, head);
      softmax.derivative(logits, logitCotangents);
      for (int k = 0; k < logitCotangents.length; k++) {
        logitCotangents[k] *= exponentCotangents[head];
      }
      backward(
          scalars, offset, HIDDEN_LAYERS + head, HIDDEN_LAYERS, logitCotangents, parameterGradient);
    }
    for (int layer = HIDDEN_LAYERS - 1; layer >= 0; layer--) {
      double[] cotangent = cotangents.get(layer + 1);
      DenseLayer.rectifyCotangent(activations.get(layer + 1), cotangent);
      backward(scalars, offset, layer, layer, cotangent, parameterGradient);
    }
    System.arraycopy(cotangents.get(0), 0, parameterGradient, 0, embedding);
  }

  /**
   * Gradient step on embedding, layers and heads, eqs. 11 and 12: parameter <- parameter -
   * learningRate d(sum_h cotangent_h p_h)/d parameter.
   */
  public void step(float[] scalars, int offset, double[] exponentCotangents, double learningRate) {
    gradient(scalars, offset, exponentCotangents, scratchGradient);
    for (int i = 0; i < parameters; i++) {
      scalars[offset + i] = (float) (scalars[offset + i] - learningRate * scratchGradient[i]);
    }
  }

  private void forward(float[] scalars, int offset) {
    double[] input = activations.get(0);
    for (int i = 0; i < embedding; i++) {
      input[i] = scalars[offset + i];
    }
    for (int layer = 0; layer < HIDDEN_LAYERS; layer++) {
      double[] output = activations.get(layer + 1);
      layers.get(layer).forward(scalars, offset, activations.get(layer), output);
      DenseLayer.rectify(output);
    }
  }

  private void forwardHead(float[] scalars, int offset, int head) {
    layers
        .get(HIDDEN_LAYERS + head)
        .forward(scalars, offset, activations.get(HIDDEN_LAYERS), logits);
  }

  private void backward(
      float[] scalars,
      int offset,
      int layer,
      int input,
      double[] outputCotangent,
      double[] parameterGradient) {
    layers
        .get(layer)
        .backward(
            scalars,
            offset,
            activations.get(input),
            outputCotangent,
            cotangents.get(input),
            parameterGradient);
  }

  private void checkHeads(double[] perHead) {
    if (perHead.length != heads) {
      throw new IllegalArgumentException(
          "the hypernetwork has %d heads; got an array of %d".formatted(heads, perHead.length));
    }
  }
}
