package org.hyperprism.model;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.data.Batch;

/**
 * Loss and gradient of one model at any weights, and what it makes of samples.
 *
 * <p>Not thread-safe: each task thread has its own and uses it for all its devices, one after the
 * other. Nothing of one call is remembered in the next, so the same weights and batch give the same
 * bits whatever was asked before.
 */
public interface GradientOracle extends GradientFunction, AutoCloseable {

  /** The parts of the weight vector. */
  ParameterLayout layout();

  /**
   * Classifies the batch; batch normalisation uses the running statistics.
   *
   * @param weights the model, at {@code weights[offset .. offset + parameters)}
   * @param offset where the model begins
   * @param batch any number of samples, none included
   * @return the samples whose own class has the highest probability (of equal ones the lowest class
   *     counts) and the sum of their cross-entropies
   */
  default Evaluation evaluate(float[] weights, int offset, Batch batch) {
    return evaluate(weights, offset, batch, new int[batch.size()]);
  }

  /**
   * Classifies the batch and says as what: the same as {@link #evaluate(float[], int, Batch)}.
   *
   * @param weights the model, at {@code weights[offset .. offset + parameters)}
   * @param offset where the model begins
   * @param batch any number of samples, none included
   * @param first receives int32[batch size]: the class that the model ranks first, or -1 where a
   *     probability is not a number
   */
  Evaluation evaluate(float[] weights, int offset, Batch batch, int[] first);

  /**
   * Classifies the batch with several models, one behind the other in {@code weights}: the same as
   * one call for each.
   *
   * @param models how many, at least 0
   * @return one evaluation for each model
   */
  default List<Evaluation> evaluate(float[] weights, int offset, int models, Batch batch) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      evaluations.add(evaluate(weights, offset + i * layout().parameters(), batch));
    }
    return evaluations;
  }

  /**
   * The probabilities that the model gives the classes of the batch's samples; batch normalisation
   * uses the running statistics. Labels have no say, but have to be classes of the model.
   *
   * @param weights the model, at {@code weights[offset .. offset + parameters)}
   * @param offset where the model begins
   * @param batch any number of samples, none included
   * @param probabilities receives float32[batch size][classes], row-major
   */
  void probabilities(float[] weights, int offset, Batch batch, float[] probabilities);

  /** Gives the oracle's memory back; it cannot be used afterwards. */
  @Override
  void close();
}
