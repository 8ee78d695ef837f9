package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The parameters of a network in one flat tensor, float[parameters], and views of it in order.
 *
 * <p>The trained views are leaves of libtorch's graph of derivatives: it computes one gradient for
 * each of them, which are copied to their places in the caller's array; from a GPU all in one copy.
 */
final class FlatParameters {

  private record Leaf(int from, int length) {}

  private final ExchangedTensor flat;

  /** The gradients together, where Java cannot read each of them in its place. */
  private final Optional<ExchangedTensor> gathered;

  private final int parameters;
  private final List<Leaf> leaves = new ArrayList<>();
  private final TensorVector tensors = new TensorVector();
  private int end;

  FlatParameters(int parameters, TensorMemory memory) {
    this.parameters = parameters;
    this.flat = new ExchangedTensor(memory, parameters);
    this.gathered =
        memory.isHost() ? Optional.empty() : Optional.of(new ExchangedTensor(memory, parameters));
  }

  /** The next parameters, to be trained. */
  Tensor trained(long... shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    int from = skip(length);
    Tensor leaf = flat.tensor().narrow(0, from, length).view(shape).detach().requires_grad_(true);
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

  /** Copies {@code weights[offset .. offset + parameters)} in. */
  void load(float[] weights, int offset) {
    flat.put(weights, offset, parameters);
  }

  /**
   * Copies the gradients of the trained views out, to {@code gradient[offset + place of each]};
   * what then stands in the places between them is undefined.
   */
  void store(TensorVector gradients, float[] gradient, int offset) {
    if (gathered.isPresent()) {
      storeTogether(gradients, gathered.get(), gradient, offset);
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

  private void storeTogether(
      TensorVector gradients, ExchangedTensor together, float[] gradient, int offset) {
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      together.tensor().narrow(0, leaf.from(), leaf.length()).copy_(gradients.get(i).reshape(-1));
    }
    together.get(gradient, offset, parameters);
  }
}
