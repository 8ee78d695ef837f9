package org.hyperprism.experiment.input;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.partition.table.PartitionedStore;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.results.EvaluatedOn;

/**
 * The training samples without those that are set aside as validation data: a uniform draw by the
 * seed alone, so that all methods and all settings of a seed are compared on the same ones.
 *
 * @param trained the training samples that are left, ascending
 * @param validation those set aside, ascending
 */
record ValidationSplit(int[] trained, int[] validation) {

  /**
   * Draws {@code data.validation} of the training samples.
   *
   * @param count training samples of the data set
   * @throws ConfigurationException if the share leaves no sample on one of the sides
   */
  static ValidationSplit draw(ExperimentConfiguration configuration, int count) {
    double share = configuration.data().validation();
    int wanted = (int) Math.round(share * count);
    if (wanted < 1 || wanted >= count) {
      throw new ConfigurationException(
          "data.validation: %s of %d training samples is %d samples; expected a share that leaves at least one to validate on and one to train on"
              .formatted(share, count, wanted));
    }
    int[] drawn =
        SampleDraw.of(
            count, wanted, new RandomStreams(configuration.seed()).stream(Purpose.VALIDATION));
    int[] left =
        IntStream.range(0, count)
            .filter(sample -> Arrays.binarySearch(drawn, sample) < 0)
            .toArray();
    return new ValidationSplit(left, drawn);
  }

  /**
   * The data set to train and evaluate with. Where that is on validation samples, they stand in the
   * place of the test samples, which are then out of reach.
   */
  Dataset apply(Dataset whole, EvaluatedOn on) {
    Samples train = whole.train();
    return new Dataset(
        whole.name(),
        train.select(trained),
        switch (on) {
          case TEST -> whole.test();
          case VALIDATION -> train.select(validation);
        });
  }

  /**
   * The same of data that is on its devices already: each device gives up the samples drawn.
   *
   * @throws ConfigurationException if a device would have none left
   */
  PartitionedDataset apply(PartitionedDataset whole, EvaluatedOn on) {
    int[][] samples = new int[whole.assignment().devices()][];
    for (int device = 0; device < samples.length; device++) {
      samples[device] =
          Arrays.stream(whole.assignment().samplesOf(device))
              .map(sample -> Arrays.binarySearch(trained, sample))
              .filter(place -> place >= 0)
              .toArray();
      if (samples[device].length == 0) {
        throw takesAll(whole.assignment().samplesOf(device).length, device, "the data given");
      }
    }
    return new PartitionedDataset(
        apply(whole.dataset(), on), new Assignment(samples), whole.scheme(), whole.seed());
  }

  /**
   * The same of data that is stored on its devices: of all samples, which are read here, those
   * drawn are kept.
   *
   * @throws ConfigurationException if a device would have none left
   */
  DividedData apply(SourceData.Stored whole, EvaluatedOn on) {
    PartitionedStore.Chosen chosen = whole.store().choose(validation);
    int[][] counts = new int[whole.store().devices()][];
    Arrays.setAll(counts, device -> whole.contents().summary().counts()[device].clone());
    for (int i = 0; i < validation.length; i++) {
      counts[chosen.devices()[i]][chosen.samples().label(i)]--;
    }
    PartitionSummary left = new PartitionSummary(counts);
    for (int device = 0; device < counts.length; device++) {
      if (left.samples(device) == 0) {
        throw takesAll(
            whole.contents().summary().samples(device), device, whole.store().directory());
      }
    }
    return new DividedData(
        whole.name(),
        new StoredTrainingData(whole.store(), validation),
        switch (on) {
          case TEST -> whole.test();
          case VALIDATION -> chosen.samples();
        },
        left);
  }

  private static ConfigurationException takesAll(int samples, int device, String where) {
    return new ConfigurationException(
        "data.validation takes all %d samples of device %d in %s; expected a share that leaves it some: lower data.validation, or partition the data anew with a larger partition.minimumSamples"
            .formatted(samples, device, where));
  }
}
