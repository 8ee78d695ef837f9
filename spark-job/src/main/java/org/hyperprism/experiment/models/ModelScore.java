package org.hyperprism.experiment.models;

import java.util.Arrays;
import java.util.Locale;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.results.Percent;

/** How one model does on samples that it may never have seen. */
public final class ModelScore {

  private static final int TOGETHER = 500;

  private ModelScore() {}

  /**
   * Applies a model to all samples.
   *
   * @param model the architecture
   * @param weights float32[d], in its order
   * @param backend what computes it
   * @throws ConfigurationException if the samples have another shape or other classes
   */
  public static ClassCounts of(
      ModelDefinition model, float[] weights, GradientBackend backend, Samples samples) {
    check(model, samples);
    ClassCounts.Tally tally = new ClassCounts.Tally(1, model.classes());
    Batch batch = new Batch(TOGETHER, model.features());
    int[] first = new int[TOGETHER];
    try (GradientOracle oracle = backend.oracle(model, TOGETHER)) {
      for (int from = 0; from < samples.count(); from += TOGETHER) {
        int size = Math.min(TOGETHER, samples.count() - from);
        batch.resize(size);
        BatchSampler.fill(samples, from, batch);
        oracle.evaluate(weights, 0, batch, first);
        tally.begin(batch.labels(), size);
        tally.add(0, batch.labels(), first, size);
      }
    }
    return tally.counts();
  }

  /**
   * Whether samples are of the kind that a model is for.
   *
   * @throws ConfigurationException if they have another shape or other classes
   */
  public static void check(ModelDefinition model, Samples samples) {
    if (model.features() != samples.shape().features() || model.classes() != samples.classes()) {
      throw new ConfigurationException(
          "the model %s is for %d features and %d classes, but the samples have %d (%s) and %d; expected data like those it was trained on"
              .formatted(
                  model.name(),
                  model.features(),
                  model.classes(),
                  samples.shape().features(),
                  samples.shape(),
                  samples.classes()));
    }
  }

  /** Accuracy, and a row for each class, for a console. */
  public static String text(ClassCounts counts) {
    long samples = Arrays.stream(counts.samples()).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "accuracy %s of %d samples%n", Percent.text(counts.accuracy()), samples));
    text.append("%5s %9s %9s %9s %10s%n".formatted("class", "samples", "recall", "precision", "F"));
    for (int label = 0; label < counts.classes(); label++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5d %9d %9s %9s %10s%n",
              label,
              counts.samples()[label],
              Percent.text(counts.recall(label)),
              Percent.text(counts.precision(label)),
              Percent.text(counts.fMeasure(label))));
    }
    return text.toString();
  }
}
