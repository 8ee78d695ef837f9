package org.hyperprism.model.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.SampleForm;

/**
 * A batch in tensors that are kept: features float[capacity][features], and the derivatives of the
 * mean cross-entropy by the logarithms of the class probabilities, float[capacity][classes].
 */
final class TorchBatch {

  private final int capacity;
  private final int featuresPerSample;
  private final int classes;
  private final boolean channelsLast;
  private final ExchangedTensor features;
  private final ExchangedTensor lossGradient;
  private final float[] lossGradientValues;

  TorchBatch(ModelDefinition model, int capacity, TensorMemory memory) {
    this.capacity = capacity;
    this.featuresPerSample = model.features();
    this.classes = model.classes();
    boolean images = model.sampleForm() == SampleForm.IMAGE;
    this.channelsLast = images && memory.isComputedChannelsLast();
    this.features =
        images
            ? new ExchangedTensor(memory, capacity, model.channels(), model.height(), model.width())
            : new ExchangedTensor(memory, capacity, featuresPerSample);
    this.lossGradient = new ExchangedTensor(memory, capacity, classes);
    this.lossGradientValues = new float[capacity * classes];
  }

  int capacity() {
    return capacity;
  }

  /**
   * The samples {@code [from, from + size)} of a batch; images as {@link
   * TensorMemory#isComputedChannelsLast} says.
   */
  Tensor features(Batch batch, int from, int size) {
    features.put(batch.features(), from * featuresPerSample, size * featuresPerSample);
    Tensor first = features.tensor().narrow(0, 0, size);
    if (!channelsLast) {
      return first;
    }
    long rows = first.size(2);
    long columns = first.size(3);
    // One channel lies the same either way; only the strides tell libtorch which way is meant.
    return first.size(1) == 1
        ? first.as_strided(
            new long[] {size, 1, rows, columns}, new long[] {rows * columns, 1, columns, 1})
        : first.contiguous(MemoryFormat.ChannelsLast);
  }

  /** -1 / samples at the own class of each sample, 0 elsewhere. */
  Tensor lossGradient(Batch batch) {
    fillLossGradient(batch, classes, lossGradientValues);
    int size = batch.size();
    lossGradient.put(lossGradientValues, 0, size * classes);
    return lossGradient.tensor().narrow(0, 0, size);
  }

  /**
   * The derivatives of the mean cross-entropy by the logarithms of the class probabilities.
   *
   * @param values receives float[batch.size()][classes], and zeros in all that follows
   */
  static void fillLossGradient(Batch batch, int classes, float[] values) {
    Arrays.fill(values, 0);
    int size = batch.size();
    for (int i = 0; i < size; i++) {
      values[i * classes + batch.labels()[i]] = -1f / size;
    }
  }
}
