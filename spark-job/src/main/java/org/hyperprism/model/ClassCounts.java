package org.hyperprism.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What models made of the samples of each class; sums, so that those of several models can be added
 * up.
 *
 * @param models how many models, at least 0
 * @param samples int64[classes]: samples of each class that every model was shown
 * @param predicted int64[classes][classes]: of the samples of a class, over all models, those for
 *     which a class was ranked first; the confusion matrix
 * @param squares int64[classes]: the sum over models of the squared number of samples of the class
 *     that the model knew
 */
public record ClassCounts(int models, long[] samples, long[][] predicted, long[] squares)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Counts the samples of some models, part by part. */
  public static final class Tally {

    private final long[] samples;
    private final long[][] predicted;
    private final int[][] known;
    private final boolean[] isCounted;

    /**
     * @param models how many
     * @param classes number of classes
     */
    public Tally(int models, int classes) {
      samples = new long[classes];
      predicted = new long[classes][classes];
      known = new int[models][classes];
      isCounted = new boolean[models];
    }

    /**
     * Begins a part, which every model is shown.
     *
     * @param labels the samples' own classes
     * @param size how many samples
     */
    public void begin(int[] labels, int size) {
      for (int i = 0; i < size; i++) {
        samples[labels[i]]++;
      }
    }

    /**
     * Counts what a model makes of the part.
     *
     * @param model from 0
     * @param first the class that it ranked first for each sample, -1 for none
     */
    public void add(int model, int[] labels, int[] first, int size) {
      isCounted[model] = true;
      for (int i = 0; i < size; i++) {
        if (first[i] >= 0) {
          predicted[labels[i]][first[i]]++;
          known[model][labels[i]] += first[i] == labels[i] ? 1 : 0;
        }
      }
    }

    /** Of each class, how many samples each model knew: int32[classes] for each model. */
    public List<int[]> known() {
      return List.of(known);
    }

    /** All that was counted, of the models that have been added. */
    public ClassCounts counts() {
      int models = (int) IntStream.range(0, known.length).filter(model -> isCounted[model]).count();
      long[] squares = new long[samples.length];
      for (int[] model : known) {
        for (int label = 0; label < squares.length; label++) {
          squares[label] += (long) model[label] * model[label];
        }
      }
      return new ClassCounts(models, samples, predicted, squares);
    }
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if they are not of the same samples
   */
  public ClassCounts plus(ClassCounts other) {
    if (!Arrays.equals(samples, other.samples)) {
      throw new IllegalArgumentException(
          "counts of samples %s and %s do not add up"
              .formatted(Arrays.toString(samples), Arrays.toString(other.samples)));
    }
    long[][] both = new long[classes()][];
    for (int label = 0; label < both.length; label++) {
      both[label] = sum(predicted[label], other.predicted[label]);
    }
    return new ClassCounts(
        Math.addExact(models, other.models), samples, both, sum(squares, other.squares));
  }

  private static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  /** Number of classes. */
  public int classes() {
    return samples.length;
  }

  /** Mean over models of the share of the class's samples that a model knew; NaN without any. */
  public double recall(int label) {
    return predicted[label][label] / ((double) models * samples[label]);
  }

  /** Standard deviation over models (of the population) of that share. */
  public double recallDeviation(int label) {
    double mean = predicted[label][label] / (double) models;
    double variance = squares[label] / (double) models - mean * mean;
    return Math.sqrt(Math.max(0, variance)) / samples[label];
  }

  /** Of all that was taken for the class, by all models, the share that was it; NaN if nothing. */
  public double precision(int label) {
    return predicted[label][label] / (double) taken(label);
  }

  /**
   * Harmonic mean of precision and recall: 2 hits / (samples of the class + samples taken for it);
   * NaN if there are neither.
   */
  public double fMeasure(int label) {
    return 2.0 * predicted[label][label] / ((double) models * samples[label] + taken(label));
  }

  /** Mean over models of the share of all samples that a model knew; NaN without samples. */
  public double accuracy() {
    long known = 0;
    for (int label = 0; label < classes(); label++) {
      known += predicted[label][label];
    }
    return known / ((double) models * Arrays.stream(samples).sum());
  }

  private long taken(int label) {
    return Arrays.stream(predicted).mapToLong(row -> row[label]).sum();
  }
}
