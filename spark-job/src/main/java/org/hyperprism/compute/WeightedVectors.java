package org.hyperprism.compute;

import java.util.Arrays;

/**
 * What one receiver averages: the vectors of its neighbours and its own, each with its mixing
 * weight, in ascending device id.
 *
 * <p>Vectors are views, (array, offset), never copies. The object is filled anew for every receiver
 * and reused; it belongs to one thread.
 */
public final class WeightedVectors {

  private float[][] arrays = new float[16][];
  private int[] offsets = new int[16];
  private double[] weights = new double[16];
  private int size;

  /** Forgets all members. */
  public void clear() {
    Arrays.fill(arrays, 0, size, null);
    size = 0;
  }

  /**
   * Adds a member after those present.
   *
   * @param array holds the member's parameters from {@code offset} on
   * @param weight mixing weight a_ij, mostly >= 0; a mean of public copies takes some away
   */
  public void add(float[] array, int offset, double weight) {
    if (size == arrays.length) {
      arrays = Arrays.copyOf(arrays, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    arrays[size] = array;
    offsets[size] = offset;
    weights[size] = weight;
    size++;
  }

  /**
   * Becomes the members of another one whose weight is not 0.
   *
   * @return this
   */
  WeightedVectors becomeCounted(WeightedVectors all) {
    clear();
    for (int j = 0; j < all.size; j++) {
      if (all.weights[j] != 0) {
        add(all.arrays[j], all.offsets[j], all.weights[j]);
      }
    }
    return this;
  }

  /**
   * Becomes the first members of another one but for one, their weights divided by their sum;
   * nobody if that sum is not positive.
   *
   * @param left who is left out; no member, if negative
   * @param members of the other one that are looked at
   */
  public void becomeOthers(WeightedVectors all, int left, int members) {
    clear();
    double sum = 0;
    for (int j = 0; j < members; j++) {
      sum += j == left ? 0 : all.weights[j];
    }
    for (int j = 0; j < members && sum > 0; j++) {
      if (j != left) {
        add(all.arrays[j], all.offsets[j], all.weights[j] / sum);
      }
    }
  }

  /** Becomes the members of another one. */
  public void become(WeightedVectors other) {
    clear();
    for (int j = 0; j < other.size; j++) {
      add(other.arrays[j], other.offsets[j], other.weights[j]);
    }
  }

  /** Multiplies all weights. */
  public void scale(double factor) {
    for (int j = 0; j < size; j++) {
      weights[j] *= factor;
    }
  }

  /** Forgets all members but the first {@code members}. */
  public void shrinkTo(int members) {
    Arrays.fill(arrays, members, size, null);
    size = members;
  }

  /**
   * Puts another vector in the place of a member's, under the same weight.
   *
   * @param array holds the vector from {@code offset} on
   */
  public void replace(int member, float[] array, int offset) {
    arrays[member] = array;
    offsets[member] = offset;
  }

  public int size() {
    return size;
  }

  /** The array that holds a member's parameters. */
  public float[] array(int member) {
    return arrays[member];
  }

  /** Where in its array a member's parameters begin. */
  public int offset(int member) {
    return offsets[member];
  }

  /** Mixing weight of a member. */
  public double weight(int member) {
    return weights[member];
  }
}
