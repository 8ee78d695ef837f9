package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The parameters of a network in one flat tensor, float[parameters], and views of it in order.
 *
 * <p>The trained views are leaves of libtorch's graph of derivatives: it computes one gradient for
 * each of them, which are copied to their places in the caller's array.
 */
final class FlatParameters {

  private record Leaf(int from, int length) {}

  private final Tensor flat;
  private final FloatPointer pointer;
  private final int parameters;
  private final List<Leaf> leaves = new ArrayList<>();
  private final TensorVector tensors = new TensorVector();
  private int end;

  FlatParameters(int parameters) {
    this.parameters = parameters;
    this.flat = torch.zeros(parameters);
    this.pointer = flat.data_ptr_float();
  }

  /** The next parameters, to be trained. */
  Tensor trained(long... shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    int from = skip(length);
    Tensor leaf = flat.narrow(0, from, length).view(shape).detach().requires_grad_(true);
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
    pointer.put(weights, offset, parameters);
  }

  /** Copies the gradients of the trained views out, to {@code gradient[offset + place of each]}. */
  void store(TensorVector gradients, float[] gradient, int offset) {
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
}
