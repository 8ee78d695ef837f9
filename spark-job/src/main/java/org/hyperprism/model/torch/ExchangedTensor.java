package org.hyperprism.model.torch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A tensor of floats whose values Java writes or reads, in the order of its dimensions.
 *
 * <p>In the host's memory Java has direct access. Beside a tensor elsewhere lies a page-locked one
 * of the same size in the host's memory, and each transfer is one copy between the two, finished
 * when the call returns; what it makes belongs to the pointer scope of the caller.
 */
final class ExchangedTensor {

  private final boolean direct;
  private final Tensor tensor;

  /** The same values in one dimension, here and in the host's memory. */
  private final Tensor flat;

  private final Tensor hostFlat;
  private final FloatPointer pointer;

  /** Zeros. */
  ExchangedTensor(TensorMemory memory, long... shape) {
    Tensor zeros = torch.zeros(shape);
    this.direct = memory.isHost();
    this.tensor = memory.placed(zeros);
    this.flat = tensor.view(-1);
    this.hostFlat = memory.pageLocked(zeros).view(-1);
    this.pointer = hostFlat.data_ptr_float();
  }

  /** Where libtorch computes with it. */
  Tensor tensor() {
    return tensor;
  }

  /** Writes {@code values[offset .. offset + length)} over its first values. */
  void put(float[] values, int offset, int length) {
    pointer.put(values, offset, length);
    if (!direct) {
      flat.narrow(0, 0, length).copy_(hostFlat.narrow(0, 0, length));
    }
  }

  /** Reads its first values into {@code values[offset .. offset + length)}. */
  void get(float[] values, int offset, int length) {
    if (!direct) {
      hostFlat.narrow(0, 0, length).copy_(flat.narrow(0, 0, length));
    }
    pointer.get(values, offset, length);
  }

  /**
   * Writes {@code values[offset .. offset + length)} to its values from {@code at} on, in the
   * host's memory; several threads may, at different places, before one calls {@link #send}.
   */
  void putHere(long at, float[] values, int offset, int length) {
    here(at).put(values, offset, length);
  }

  /** Brings all values from the host's memory to where libtorch computes. */
  void send() {
    if (!direct) {
      flat.copy_(hostFlat);
    }
  }

  /** Brings all values from where libtorch computes to the host's memory. */
  void fetch() {
    if (!direct) {
      hostFlat.copy_(flat);
    }
  }

  /** Reads its values from {@code at} on, as {@link #fetch} left them in the host's memory. */
  void getHere(long at, float[] values, int offset, int length) {
    here(at).get(values, offset, length);
  }

  /** A pointer of the caller's own: the position of the one that is kept belongs to all threads. */
  private FloatPointer here(long at) {
    return new FloatPointer(pointer).position(at);
  }
}
