package org.hyperprism.dataset.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;

/**
 * The training or the test samples of a DataFrame, at the driver.
 *
 * @param name what messages call them
 * @param parts in the order of the DataFrame
 * @param labels double[rows], the label of each row
 * @param rows of all parts, at least 1
 * @param width features of a row
 * @param isWeighted whether a column has their weights
 */
record FrameTable(
    String name, List<SampleRows> parts, double[] labels, int rows, int width, boolean isWeighted) {

  /**
   * Checks the rows.
   *
   * @throws DataException if some cannot be used, there are none, or their widths differ
   */
  static FrameTable of(String name, List<SampleRows> parts, FrameColumns columns) {
    int rows = parts.stream().mapToInt(SampleRows::rows).sum();
    int unusable = parts.stream().mapToInt(SampleRows::unusable).sum();
    int unweighted = parts.stream().mapToInt(SampleRows::unweighted).sum();
    if (unusable > 0) {
      throw new DataException(
          "%s: %d of %d rows have a null, NaN or infinity in %s or %s%s; expected finite numbers: drop or fill them"
              .formatted(
                  name,
                  unusable,
                  rows + unusable + unweighted,
                  columns.features(),
                  columns.label(),
                  columns.device().map(device -> ", or no device from 0 in " + device).orElse("")));
    }
    if (unweighted > 0) {
      throw new DataException(
          "%s: %d of %d rows have a weight in %s that is null, NaN, infinite or negative; expected finite numbers >= 0: drop or fill them"
              .formatted(name, unweighted, rows + unweighted, columns.weight().orElse("")));
    }
    if (rows == 0) {
      throw new DataException(name + " has no rows; expected at least one sample");
    }
    int[] widths =
        parts.stream()
            .flatMapToInt(part -> IntStream.of(part.columns(), part.otherColumns()))
            .filter(width -> width >= 0)
            .distinct()
            .toArray();
    if (widths.length != 1) {
      throw new DataException(
          "%s has rows of %d and of %d features in %s; expected as many in every row"
              .formatted(name, widths[0], widths[1], columns.features()));
    }
    double[] labels =
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.labels())).toArray();
    return new FrameTable(name, parts, labels, rows, widths[0], columns.weight().isPresent());
  }

  /** The device of each row; zeros where the DataFrame does not say. */
  int[] devices() {
    return parts.stream().flatMapToInt(part -> Arrays.stream(part.devices())).toArray();
  }

  /** Whether each feature is what an unsigned byte is scaled to, as a pixel's is. */
  boolean isOfBytes() {
    return parts.stream().allMatch(part -> part.features().areBytes());
  }

  /**
   * The samples.
   *
   * @param asBytes whether to keep features as the bytes that they are scaled from
   * @param labelOfClass the label of each class, in ascending order
   */
  Samples samples(FeatureShape shape, double[] labelOfClass, boolean asBytes) {
    if (shape.features() != width) {
      throw new DataException(
          "%s has %d features a row, but the shape %s has %d; expected as many"
              .formatted(name, width, shape, shape.features()));
    }
    int[] classOf = TableReader.classes(name, labels, labelOfClass);
    int classes = labelOfClass.length;
    Samples samples =
        asBytes
            ? Samples.ofBytes(shape, classes, bytes(), classOf)
            : Samples.ofFloats(shape, classes, floats(), classOf);
    return isWeighted ? samples.weighted(weights()) : samples;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[Math.multiplyExact(rows, width)];
    forEachPart((part, at) -> part.features().copyBytes(bytes, at));
    return bytes;
  }

  private float[] floats() {
    float[] floats = new float[Math.multiplyExact(rows, width)];
    forEachPart((part, at) -> part.features().copyFloats(floats, at));
    return floats;
  }

  /** Gives each part and where its features begin, several at once. */
  private void forEachPart(ObjIntConsumer<SampleRows> features) {
    int[] begins = new int[parts.size()];
    for (int p = 1; p < begins.length; p++) {
      begins[p] = begins[p - 1] + parts.get(p - 1).rows() * width;
    }
    IntStream.range(0, begins.length)
        .parallel()
        .forEach(p -> features.accept(parts.get(p), begins[p]));
  }

  private float[] weights() {
    float[] weights = new float[rows];
    int at = 0;
    for (SampleRows part : parts) {
      System.arraycopy(part.weights(), 0, weights, at, part.rows());
      at += part.rows();
    }
    return weights;
  }
}
