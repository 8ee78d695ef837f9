package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;

/** Validation data: who gets what, and that the test set is out of reach. */
class ValidationSplitTest extends SmallExperiments {

  /** Test samples show numbers from here on, training samples their own. */
  private static final int TEST = 1000;

  private static final Dataset NUMBERED =
      new Dataset("numbered", numbered(0, 200), numbered(TEST, 30));

  @Test
  void everyTrainingSampleIsOnADeviceOrSetAside() {
    PartitionedDataset divided = divide("data.validation=0.15", "evaluate.on=validation");

    int[] validation = numbers(divided.dataset().test());
    int[] trained = numbers(divided.dataset().train());
    assertThat(validation).hasSize(30).isSorted();
    assertThat(Arrays.stream(validation)).allMatch(number -> number < TEST);
    assertThat(trained).hasSize(170);
    assertThat(IntStream.concat(IntStream.of(validation), IntStream.of(trained)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(divided.assignment().count()).isEqualTo(170);
  }

  @Test
  void theTestSetIsLookedAtWhenThatIsAskedFor() {
    PartitionedDataset divided = divide("data.validation=0.15", "evaluate.on=test");

    assertThat(Arrays.stream(numbers(divided.dataset().test())))
        .hasSize(30)
        .allMatch(number -> number >= TEST);
    assertThat(numbers(divided.dataset().train()))
        .isEqualTo(
            numbers(divide("data.validation=0.15", "evaluate.on=validation").dataset().train()));
  }

  @Test
  void anotherSeedSetsOthersAside() {
    String[] settings = {"data.validation=0.15", "evaluate.on=validation"};
    assertThat(numbers(divide(settings).dataset().test()))
        .isNotEqualTo(numbers(divide(settings[0], settings[1], "seed=2").dataset().test()));
  }

  @Test
  void storedDataGivesUpItsSamplesDeviceByDevice() {
    PartitionedDataset whole = divide();
    ExperimentConfiguration validated =
        configuration("data.validation=0.15", "evaluate.on=validation");
    PartitionedDataset divided = DataSource.divide(validated, new SourceData(NUMBERED, whole));

    int[] all = numbers(NUMBERED.train());
    int[] left = numbers(divided.dataset().train());
    assertThat(left).hasSize(170);
    for (int device = 0; device < whole.assignment().devices(); device++) {
      assertThat(Arrays.stream(divided.assignment().samplesOf(device)).map(i -> left[i]))
          .isNotEmpty()
          .isSubsetOf(
              Arrays.stream(whole.assignment().samplesOf(device))
                  .map(i -> all[i])
                  .boxed()
                  .toList());
    }
    assertThatThrownBy(
            () ->
                DataSource.divide(
                    configuration("data.validation=0.95"), new SourceData(NUMBERED, whole)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("data.validation takes all")
        .hasMessageContaining("partition.minimumSamples");
  }

  @Test
  void sharesThatLeaveNothingAreRefused() {
    assertThatThrownBy(() -> divide("data.validation=0.001"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("data.validation: 0.001 of 200 training samples is 0 samples");
    assertThatThrownBy(() -> configuration("evaluate.on=validation"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("evaluate.on is validation, but data.validation is 0");
    assertThatThrownBy(
            () -> DataSource.store(configuration("data.validation=0.1"), path("stored"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("stored data keeps all training samples");
    assertThat(directory.resolve("stored")).doesNotExist();
  }

  @Test
  void aRunOnValidationSamplesSaysSoInItsFiles() throws IOException {
    String[] settings = {"data.validation=0.1", "evaluate.on=validation", "evaluate.samples=all"};
    Summary summary = run("distributed", settings);
    Summary local = run("local", "engine.mode=local", settings[0], settings[1], settings[2]);

    assertThat(results("local")).isEqualTo(results("distributed"));
    assertThat(checksums(local)).isEqualTo(checksums(summary));
    assertThat(summary.evaluatedOn()).isEqualTo(EvaluatedOn.VALIDATION);
    Path run = directory.resolve("local");
    String json = Files.readString(run.resolve("summary.json"));
    assertThat(json).contains("\"evaluated_on\" : \"validation\"");
    assertThat(Summary.parse(json, "here").evaluatedOn()).isEqualTo(EvaluatedOn.VALIDATION);
    assertThat(run.resolve("resolved.conf")).content().contains("evaluate.on = validation");
    assertThat(run.resolve("comparison.md")).content().contains("on validation samples");
    List<String> partition = read("local", "partition.csv");
    assertThat(partition.stream().skip(1).mapToInt(line -> Integer.parseInt(line.split(",")[1])))
        .hasSize(10);
    assertThat(
            partition.stream().skip(1).mapToInt(line -> Integer.parseInt(line.split(",")[1])).sum())
        .isEqualTo(5400);
    int column =
        List.of(read("local", "metrics.csv").get(0).split(",")).indexOf("evaluation_samples");
    assertThat(read("local", "metrics.csv").get(3).split(",")[column]).isEqualTo("600");
  }

  private static PartitionedDataset divide(String... settings) {
    return DataSource.divide(configuration(settings), new SourceData(NUMBERED, null));
  }

  private static ExperimentConfiguration configuration(String... settings) {
    return ConfigurationLoader.load(Optional.empty(), settings(settings));
  }

  /** Samples of one feature, their number. */
  private static Samples numbered(int first, int count) {
    float[] features = new float[count];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      features[i] = first + i;
      labels[i] = i % 2;
    }
    return Samples.ofFloats(FeatureShape.ofTable(1), 2, features, labels);
  }

  private static int[] numbers(Samples samples) {
    int[] numbers = new int[samples.count()];
    float[] feature = new float[1];
    for (int i = 0; i < numbers.length; i++) {
      samples.copyFeatures(i, feature, 0);
      numbers[i] = (int) feature[0];
    }
    return numbers;
  }
}
