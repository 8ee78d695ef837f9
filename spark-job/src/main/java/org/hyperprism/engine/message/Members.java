package org.hyperprism.engine.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.defence.Defence;
import org.hyperprism.defence.Scratch;

/**
 * Who counts in the means of one receiver, by ascending id: those whose messages are there, and the
 * receiver itself.
 */
final class Members {

  /** For each vector that is sent, those of all members with their weights. */
  private final WeightedVectors[] vectors;

  private int[] devices = new int[16];
  private double[] weights = new double[16];
  private float[][] scalars = new float[16][];
  private int[] scalarsOffsets = new int[16];
  private int count;
  private int self;

  /** Whether behind the members the receiver's copy and its own vector are in each mean. */
  private boolean isStep;

  /**
   * Nobody.
   *
   * @param sent vectors of each device, >= 1
   */
  Members(int sent) {
    vectors = new WeightedVectors[sent];
    Arrays.setAll(vectors, s -> new WeightedVectors());
    clear();
  }

  /** Becomes nobody. */
  void clear() {
    for (WeightedVectors each : vectors) {
      each.clear();
    }
    count = 0;
    self = -1;
    isStep = false;
  }

  /** Adds the receiver; see {@link #add}. */
  void addSelf(
      int device,
      float[][] sent,
      int offset,
      double weight,
      float[] sentScalars,
      int scalarsOffset) {
    self = count;
    add(device, sent, offset, weight, sentScalars, scalarsOffset);
  }

  /**
   * Adds a member behind those present.
   *
   * @param device its id, above those of the others
   * @param sent for each vector that is sent an array that has its own from {@code offset} on
   * @param weight in the receiver's means
   * @param sentScalars has what it sent of these from {@code scalarsOffset} on
   */
  void add(
      int device,
      float[][] sent,
      int offset,
      double weight,
      float[] sentScalars,
      int scalarsOffset) {
    for (int s = 0; s < vectors.length; s++) {
      vectors[s].add(sent[s], offset, weight);
    }
    if (count == devices.length) {
      devices = Arrays.copyOf(devices, 2 * count);
      weights = Arrays.copyOf(weights, 2 * count);
      scalars = Arrays.copyOf(scalars, 2 * count);
      scalarsOffsets = Arrays.copyOf(scalarsOffsets, 2 * count);
    }
    devices[count] = device;
    weights[count] = weight;
    scalars[count] = sentScalars;
    scalarsOffsets[count] = scalarsOffset;
    count++;
  }

  /** Lets a defence change them, of a method that sends one vector and no scalars. */
  void defend(Defence defence, int parameters, int round, Scratch scratch) {
    WeightedVectors models = vectors[0];
    self = defence.apply(models, self, parameters, round, scratch);
    count = models.size();
    for (int member = 0; member < count; member++) {
      weights[member] = models.weight(member);
    }
  }

  /**
   * Makes the means those of a step: x_i + gamma (sum_j a_ij x^_j - x^_i). Weights of members are
   * then those of I + gamma (A - I).
   *
   * @param copies x^_i for each vector that is sent, from {@code offset} on
   * @param own x_i alike
   * @param gamma above 0 to 1
   */
  void becomeStep(float[][] copies, float[][] own, int offset, double gamma) {
    isStep = true;
    for (int s = 0; s < vectors.length; s++) {
      vectors[s].scale(gamma);
      vectors[s].add(copies[s], offset, -gamma);
      vectors[s].add(own[s], offset, 1);
    }
    for (int member = 0; member < count; member++) {
      weights[member] *= gamma;
    }
    weights[self] += 1 - gamma;
  }

  /** Whether {@link #becomeStep} was called. */
  boolean isStep() {
    return isStep;
  }

  /** All that is in the mean of the {@code s}-th vector that is sent. */
  WeightedVectors vectors(int s) {
    return vectors[s];
  }

  /** The {@code s}-th sent vector of those who count. */
  List<VectorView> vectors(int s, IntPredicate counts) {
    List<VectorView> views = new ArrayList<>();
    for (int member = 0; member < count; member++) {
      if (counts.test(devices[member])) {
        views.add(new VectorView(vectors[s].array(member), vectors[s].offset(member)));
      }
    }
    return views;
  }

  /** Makes another one the members but the receiver, their weights divided by their sum. */
  void fillOthers(int s, WeightedVectors others) {
    others.becomeOthers(vectors[s], self, count);
  }

  /** Where among {@link #vectors(int)} the receiver's own is, not its copy; -1 if none is. */
  int ownPlace() {
    return isStep ? count + 1 : self;
  }

  /** How many. */
  int count() {
    return count;
  }

  /** Position of the receiver; -1 if it does not count. */
  int self() {
    return self;
  }

  /** Mixing weight of a member. */
  double weight(int member) {
    return weights[member];
  }

  /** One of the scalars that a member sent. */
  float scalar(int member, int index) {
    return scalars[member][scalarsOffsets[member] + index];
  }
}
