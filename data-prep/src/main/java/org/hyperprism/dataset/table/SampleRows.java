package org.hyperprism.dataset.table;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The training or the test samples of one partition of a DataFrame. */
final class SampleRows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowFeatures features = new RowFeatures();
  private double[] labels = new double[16];
  private int[] devices = new int[16];
  private float[] weights = new float[16];
  private int rows;
  private int columns = -1;

  /** Rows whose label, features or device are null, NaN, infinite or no whole number from 0. */
  private int unusable;

  /** Rows that are sound but for their weight, which is null, NaN, infinite or below 0. */
  private int unweighted;

  /** A row with another number of features than the first has; -1 for none. */
  private int otherColumns = -1;

  /** How many rows there are that can be used. */
  int rows() {
    return rows;
  }

  /** The label of each of them. */
  double[] labels() {
    return labels;
  }

  /** The device of each of them; zeros where the DataFrame does not say. */
  int[] devices() {
    return devices;
  }

  /** The weight of each of them; ones where the DataFrame does not say. */
  float[] weights() {
    return weights;
  }

  /** Theirs, one row behind the other. */
  RowFeatures features() {
    return features;
  }

  /** Features of a row; -1 if there is none. */
  int columns() {
    return columns;
  }

  int unusable() {
    return unusable;
  }

  int unweighted() {
    return unweighted;
  }

  int otherColumns() {
    return otherColumns;
  }

  /**
   * Adds a row.
   *
   * @param cell its features, or null
   * @param device -1 if it is no whole number from 0
   */
  void add(@Nullable FeatureCell cell, double label, int device, double weight) {
    if (device < 0 || !Double.isFinite(label) || cell == null || !features.write(cell)) {
      unusable++;
      return;
    }
    if (!(weight >= 0) || !Float.isFinite((float) weight)) {
      unweighted++;
      return;
    }
    int width = cell.width();
    if (columns < 0) {
      columns = width;
    }
    if (width != columns) {
      otherColumns = width;
      return;
    }
    if (rows == labels.length) {
      resize(2 * rows);
    }
    features.keep();
    labels[rows] = label;
    devices[rows] = device;
    weights[rows] = (float) weight;
    rows++;
  }

  private void resize(int length) {
    labels = Arrays.copyOf(labels, length);
    devices = Arrays.copyOf(devices, length);
    weights = Arrays.copyOf(weights, length);
  }

  /** Cuts off the room behind the last row; none is added any more. */
  void pack() {
    resize(rows);
    features.pack();
  }
}
