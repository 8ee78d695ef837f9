package org.hyperprism.model.dl4j;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ModelDefinition;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A batch in native memory that is kept: features float[capacity][features] and one-hot labels
 * float[capacity][classes], both row-major.
 */
final class NativeBatch implements AutoCloseable {

  private final int capacity;
  private final int featuresPerSample;
  private final int classes;

  private final INDArray features;
  private final INDArray labels;
  private final FloatPointer featuresPointer;
  private final FloatPointer labelsPointer;

  /** The one-hot labels as last written, so that only what changed is touched. */
  private final float[] oneHot;

  /** Where the one of each row is; each starts in its own row, so that no row clears another's. */
  private final int[] hot;

  /** The first n rows as arrays of their own, made when a batch of n samples first comes. */
  private final @Nullable INDArray[] firstFeatures;

  private final @Nullable INDArray[] firstLabels;

  NativeBatch(ModelDefinition model, int capacity) {
    this.capacity = capacity;
    this.featuresPerSample = model.features();
    this.classes = model.classes();
    this.features =
        switch (model.sampleForm()) {
          case FEATURES -> Nd4j.create(DataType.FLOAT, capacity, featuresPerSample);
          case IMAGE ->
              Nd4j.create(
                  DataType.FLOAT, capacity, model.channels(), model.height(), model.width());
          case SEQUENCE ->
              Nd4j.create(
                  DataType.FLOAT,
                  capacity,
                  (long) model.channels() * model.height(),
                  model.width());
        };
    this.labels = Nd4j.create(DataType.FLOAT, capacity, classes);
    this.featuresPointer = new FloatPointer(features.data().pointer());
    this.labelsPointer = new FloatPointer(labels.data().pointer());
    this.oneHot = new float[capacity * classes];
    this.hot = IntStream.range(0, capacity).map(row -> row * classes).toArray();
    this.firstFeatures = new INDArray[capacity + 1];
    this.firstLabels = new INDArray[capacity + 1];
  }

  int capacity() {
    return capacity;
  }

  /** Copies the samples {@code [from, from + size)} of a batch in, features only. */
  INDArray loadFeatures(Batch batch, int from, int size) {
    featuresPointer.put(batch.features(), from * featuresPerSample, size * featuresPerSample);
    return first(features, firstFeatures, size);
  }

  /** Copies the labels of the first {@code size} samples of a batch in, one-hot. */
  INDArray loadLabels(Batch batch, int size) {
    for (int i = 0; i < size; i++) {
      oneHot[hot[i]] = 0;
      hot[i] = i * classes + batch.labels()[i];
      oneHot[hot[i]] = 1;
    }
    labelsPointer.put(oneHot, 0, size * classes);
    return first(labels, firstLabels, size);
  }

  private INDArray first(INDArray all, @Nullable INDArray[] views, int size) {
    if (size == capacity) {
      return all;
    }
    INDArray view = views[size];
    if (view == null) {
      view = all.get(NDArrayIndex.interval(0, size));
      views[size] = view;
    }
    return view;
  }

  @Override
  public void close() {
    features.close();
    labels.close();
  }
}
