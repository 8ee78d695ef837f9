package org.hyperprism.dataset;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.Checksum;
import org.hyperprism.failure.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Labelled samples held compactly: one flat feature array, row-major [sample][feature], and one
 * label per sample.
 *
 * <p>Features are either unsigned bytes, which every reader sees scaled to [0, 1] as value / 255,
 * or float32 as they are. Samples may have weights, each relative to the others'. The arrays given
 * are kept, not copied: whoever makes samples hands them over and changes them no more. Safe for
 * use by many threads.
 */
public final class Samples implements Serializable {

  /** Integers of {@link #addTo} that stand before the labels. */
  public static final int CHECKED_NUMBERS = 5;

  private final FeatureShape shape;
  private final int classes;
  private final Features features;
  private final int[] labels;
  private final float @Nullable [] weights;

  private Samples(
      FeatureShape shape,
      int classes,
      Features features,
      int[] labels,
      float @Nullable [] weights) {
    if (features.values() != (long) labels.length * shape.features()) {
      throw new DataException(
          String.format(
              "%d feature values were given for %d samples of shape %s; expected %d",
              features.values(), labels.length, shape, (long) labels.length * shape.features()));
    }
    for (int sample = 0; sample < labels.length; sample++) {
      if (labels[sample] < 0 || labels[sample] >= classes) {
        throw new DataException(
            String.format(
                "sample %d has label %d; expected 0 to %d (%d classes)",
                sample, labels[sample], classes - 1, classes));
      }
    }
    this.shape = shape;
    this.classes = classes;
    this.features = features;
    this.labels = labels;
    this.weights = weights;
  }

  /**
   * Samples of unsigned bytes, for example pixel intensities.
   *
   * @param classes number of labels, which are 0 to classes - 1
   * @param features byte[count x features per sample], row-major, unsigned; kept, not copied
   * @param labels int[count]; kept, not copied
   * @throws DataException if the lengths disagree or a label is out of range
   */
  public static Samples ofBytes(FeatureShape shape, int classes, byte[] features, int[] labels) {
    return new Samples(shape, classes, new Features.Bytes(features), labels, null);
  }

  /**
   * Samples of float32 values of any scale.
   *
   * @param classes number of labels, which are 0 to classes - 1
   * @param features float[count x features per sample], row-major; kept, not copied
   * @param labels int[count]; kept, not copied
   * @throws DataException if the lengths disagree or a label is out of range
   */
  public static Samples ofFloats(FeatureShape shape, int classes, float[] features, int[] labels) {
    return new Samples(shape, classes, new Features.Floats(features), labels, null);
  }

  /**
   * Samples from features as they are stored in files.
   *
   * @param type how {@code features} is encoded
   * @param features byte[count x features per sample x type.bytes()], row-major; kept, not copied,
   *     if the type is {@link FeatureType#UINT8}
   * @param labels int[count]; kept, not copied
   * @throws DataException if the lengths disagree or a label is out of range
   */
  public static Samples ofEncoded(
      FeatureShape shape, int classes, FeatureType type, byte[] features, int[] labels) {
    return switch (type) {
      case UINT8 -> ofBytes(shape, classes, features, labels);
      case FLOAT32 -> {
        float[] values = new float[features.length / Float.BYTES];
        ByteBuffer.wrap(features).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        yield ofFloats(shape, classes, values, labels);
      }
    };
  }

  /**
   * The same samples with other weights.
   *
   * @param weights float32[count], each finite and at least 0; kept, not copied
   * @throws DataException if the lengths disagree or a weight is out of range
   */
  public Samples weighted(float[] weights) {
    if (weights.length != labels.length) {
      throw new DataException(
          "%d weights were given for %d samples; expected one each"
              .formatted(weights.length, labels.length));
    }
    for (int sample = 0; sample < weights.length; sample++) {
      if (!(weights[sample] >= 0) || weights[sample] == Float.POSITIVE_INFINITY) {
        throw new DataException(
            "sample %d has the weight %s; expected a finite number >= 0"
                .formatted(sample, weights[sample]));
      }
    }
    return new Samples(shape, classes, features, labels, weights);
  }

  /** The same samples with every label y turned into classes - 1 - y. */
  public Samples withLabelsFlipped() {
    return relabelled(IntStream.range(0, classes).map(label -> classes - 1 - label).toArray());
  }

  /**
   * The same samples with every label y turned into another.
   *
   * @param labelOf int[classes]: what each label becomes, 0 to classes - 1
   */
  public Samples relabelled(int[] labelOf) {
    int[] others = new int[labels.length];
    for (int sample = 0; sample < others.length; sample++) {
      others[sample] = labelOf[labels[sample]];
    }
    return new Samples(shape, classes, features, others, weights);
  }

  /** The same samples, whose features go through a view whenever they are read, as float32. */
  public Samples seenThrough(FeatureView view) {
    return new Samples(
        shape, classes, new Features.Seen(features, view, shape.features()), labels, weights);
  }

  /**
   * The samples as a view shows them, stored in the type that they have now: byte features become
   * the nearest of the 256 there are.
   */
  public Samples changedBy(FeatureView view) {
    return new Samples(shape, classes, features.changed(view, shape.features()), labels, weights);
  }

  /** Whether samples have weights; without them all count alike. */
  public boolean isWeighted() {
    return weights != null;
  }

  /** The weight of a sample, finite and at least 0; 1 without weights. */
  public float weight(int sample) {
    Objects.checkIndex(sample, labels.length);
    return weights == null ? 1 : weights[sample];
  }

  /** How many samples. */
  public int count() {
    return labels.length;
  }

  /** How many labels there can be; each label is 0 to classes - 1. */
  public int classes() {
    return classes;
  }

  /** The shape of each sample's features. */
  public FeatureShape shape() {
    return shape;
  }

  /** The label of a sample, 0 to classes - 1. */
  public int label(int sample) {
    return labels[sample];
  }

  /** A copy of all labels, in sample order. */
  public int[] labels() {
    return labels.clone();
  }

  /**
   * Writes the features of a sample as float32; byte features come as value / 255 in [0, 1].
   *
   * @param sample 0 to count - 1
   * @param target receives shape().features() values
   * @param offset first index written
   */
  public void copyFeatures(int sample, float[] target, int offset) {
    copyFeatures(sample, ByteScaling.TABLE, target, offset);
  }

  /**
   * Like {@link #copyFeatures(int, float[], int)}, with a faster way for byte features.
   *
   * @param scaling what byte features go through
   */
  public void copyFeatures(int sample, ByteScaling scaling, float[] target, int offset) {
    Objects.checkIndex(sample, labels.length);
    int length = shape.features();
    features.copy(sample * length, length, scaling, target, offset);
  }

  /** A copy of the samples named, in that order; a sample may be named more than once. */
  public Samples select(int[] samples) {
    int[] selected = new int[samples.length];
    float[] selectedWeights = weights == null ? null : new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      selected[i] = labels[samples[i]];
      if (weights != null && selectedWeights != null) {
        selectedWeights[i] = weights[samples[i]];
      }
    }
    return new Samples(
        shape, classes, features.select(samples, shape.features()), selected, selectedWeights);
  }

  /**
   * Adds everything to a checksum: shape, classes, labels, features and, if there are any, weights,
   * in order.
   */
  public void addTo(Checksum checksum) {
    ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES * (labels.length + CHECKED_NUMBERS));
    numbers.putInt(shape.channels()).putInt(shape.height()).putInt(shape.width());
    numbers.putInt(classes).putInt(featureType().bytes());
    numbers.asIntBuffer().put(labels);
    checksum.update(numbers.array());
    for (int sample = 0; sample < labels.length; sample++) {
      checksum.update(encodedFeatures(sample));
    }
    if (weights != null) {
      ByteBuffer encoded = ByteBuffer.allocate(weights.length * Float.BYTES);
      encoded.asFloatBuffer().put(weights);
      checksum.update(encoded.array());
    }
  }

  /** How the features are stored. */
  public FeatureType featureType() {
    return features.type();
  }

  /**
   * The features of one sample as they are stored in files.
   *
   * @param sample 0 to count - 1
   * @return byte[shape().features() x featureType().bytes()], encoded as {@link #featureType()}
   *     says
   */
  public byte[] encodedFeatures(int sample) {
    Objects.checkIndex(sample, labels.length);
    int length = shape.features();
    return features.encode(sample * length, length);
  }
}
