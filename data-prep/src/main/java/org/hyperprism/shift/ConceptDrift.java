package org.hyperprism.shift;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * Concepts that follow each other over the rounds: at every change some classes, drawn for it, pass
 * their labels on in a circle, and images turn by an angle. All devices and the evaluation change
 * in the same round.
 */
public final class ConceptDrift implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The first concept holds for ever. */
  public static final ConceptDrift NONE =
      new ConceptDrift(ConceptDriftSettings.NONE, FeatureShape.ofTable(1), 0, new RandomStreams(0));

  private final ConceptDriftSettings settings;

  /** By the number of changes before, from 0: what each of the first labels has become. */
  private final int[][] labels;

  /** By the number of changes before, from 0. */
  private final Rotation[] rotations;

  /**
   * The concepts of an experiment.
   *
   * @param shape of its samples
   * @param classes of its samples, no fewer than change places
   * @param random the experiment's streams
   */
  public ConceptDrift(
      ConceptDriftSettings settings, FeatureShape shape, int classes, RandomStreams random) {
    this.settings = settings;
    int concepts = settings.rounds().size() + 1;
    this.labels = new int[concepts][];
    this.rotations = new Rotation[concepts];
    int[] label = IntStream.range(0, classes).toArray();
    for (int concept = 0; concept < concepts; concept++) {
      if (concept > 0) {
        label = changed(label, random.stream(Purpose.CONCEPT_DRIFT, 0, concept));
      }
      labels[concept] = label;
      rotations[concept] = new Rotation(shape, concept * settings.rotation());
    }
  }

  private int[] changed(int[] before, UniformRandomProvider stream) {
    int classes = before.length;
    int[] order = IntStream.range(0, classes).toArray();
    int moved = settings.classes();
    for (int i = 0; i < moved; i++) {
      int j = i + stream.nextInt(classes - i);
      int chosen = order[j];
      order[j] = order[i];
      order[i] = chosen;
    }
    int[] next = IntStream.range(0, classes).toArray();
    for (int i = 0; i < moved; i++) {
      next[order[i]] = order[(i + 1) % moved];
    }
    return Arrays.stream(before).map(label -> next[label]).toArray();
  }

  /** How many concepts there are, at least 1. */
  public int concepts() {
    return settings.rounds().size() + 1;
  }

  /** The first round of a concept: 1 of the first. */
  public int begin(int concept) {
    return concept == 0 ? 1 : settings.rounds().get(concept - 1);
  }

  /**
   * How many changes there were up to a round, itself included.
   *
   * @param round from 1
   */
  public int concept(int round) {
    return (int) settings.rounds().stream().filter(begin -> begin <= round).count();
  }

  /**
   * Samples in a concept.
   *
   * @param samples of the first concept
   * @param concept as {@link #concept} counts; 0 gives back the samples themselves
   */
  public Samples in(int concept, Samples samples) {
    if (concept == 0) {
      return samples;
    }
    Samples relabelled = settings.classes() == 0 ? samples : samples.relabelled(labels[concept]);
    return settings.rotation() == 0 ? relabelled : relabelled.seenThrough(rotations[concept]);
  }

  /**
   * How many samples of each class there are in a concept.
   *
   * @param counts int[classes] of the first concept
   * @return int[classes]
   */
  public int[] countsIn(int concept, int[] counts) {
    if (concept == 0) {
      return counts;
    }
    int[] moved = new int[counts.length];
    for (int label = 0; label < moved.length; label++) {
      moved[labels[concept][label]] += counts[label];
    }
    return moved;
  }
}
