package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The parameters of a network, or of several of the same architecture, in one flat tensor,
 * float[models][parameters], and views of it in order.
 *
 * <p>The trained views are leaves of libtorch's graph of derivatives: it computes one gradient for
 * each of them, which are copied to their places in the caller's array; from a GPU all in one copy.
 */
final class FlatParameters {

  private record Leaf(int from, int length) {}

  private final ExchangedTensor flat;

  /** The gradients together, where Java cannot read each of them in its place. */
  private final Optional<ExchangedTensor> gathered;

  private final int models;
  private final int parameters;
  private final List<Leaf> leaves = new ArrayList<>();
  private final TensorVector tensors = new TensorVector();
  private int end;

  /** Of one network. */
  FlatParameters(int parameters, TensorMemory memory) {
    this(1, parameters, memory);
  }

  /**
   * @param models networks of the same architecture
   * @param parameters of each
   */
  FlatParameters(int models, int parameters, TensorMemory memory) {
    this.models = models;
    this.parameters = parameters;
    this.flat = new ExchangedTensor(memory, models, parameters);
    this.gathered =
        memory.isHost() && models == 1
            ? Optional.empty()
            : Optional.of(new ExchangedTensor(memory, models, parameters));
  }

  /**
   * The next parameters of each model, to be trained.
   *
   * @param shape of those of all models together, which come first
   */
  Tensor trained(long... shape) {
    long all = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    int length = Math.toIntExact(all / models);
    int from = skip(length);
    Tensor leaf = flat.tensor().narrow(1, from, length).view(shape).detach().requires_grad_(true);
    leaves.add(new Leaf(from, length));
    tensors.push_back(leaf);
    return leaf;
  }

  /** Leaves the next parameters to others; returns where they begin. */
  int skip(int length) {
    int from = end;
    end = Math.addExact(from, length);
    if (end > parameters) {
      throw new IllegalStateException(
          "the layers have more than the model's %d parameters".formatted(parameters));
    }
    return from;
  }

  /** Whether all parameters have been given out. */
  boolean areComplete() {
    return end == parameters;
  }

  /** The trained views, in order. */
  TensorVector tensors() {
    return tensors;
  }

  /** Copies {@code weights[offset .. offset + parameters)} in, as the only model. */
  void load(float[] weights, int offset) {
    flat.put(weights, offset, parameters);
  }

  /** Copies the gradients of the only model out, as {@link #store(int, float[], int)} does. */
  void store(TensorVector gradients, float[] gradient, int offset) {
    if (gathered.isPresent()) {
      gather(gradients);
      store(0, gradient, offset);
      return;
    }
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      // A convolution's may have its channels last.
      gradients
          .get(i)
          .contiguous()
          .data_ptr_float()
          .get(gradient, offset + leaf.from(), leaf.length());
    }
  }

  /** Takes over {@code weights[offset .. offset + parameters)}, to be sent later. */
  void load(int model, float[] weights, int offset) {
    flat.putHere((long) model * parameters, weights, offset, parameters);
  }

  /** Sends the models that were taken over to where libtorch computes. */
  void send() {
    flat.send();
  }

  /** Fetches the gradients of the trained views of all models. */
  void gather(TensorVector gradients) {
    ExchangedTensor together = gathered.orElseThrow();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      together
          .tensor()
          .narrow(1, leaf.from(), leaf.length())
          .copy_(gradients.get(i).reshape(models, leaf.length()));
    }
    together.fetch();
  }

  /**
   * Copies the gathered gradients of one model out, to {@code gradient[offset + place of each]};
   * what then stands in the places between them is undefined.
   */
  void store(int model, float[] gradient, int offset) {
    gathered.orElseThrow().getHere((long) model * parameters, gradient, offset, parameters);
  }
}
