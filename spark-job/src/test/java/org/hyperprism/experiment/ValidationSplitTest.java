package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigUtil;
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
import org.hyperprism.experiment.input.DividedData;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.random.RandomStreams;
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
    DividedData divided = divide("data.validation=0.15", "evaluate.on=validation");

    int[] validation = numbers(divided.evaluated());
    int[] trained = numbers(divided.training().together());
    assertThat(validation).hasSize(30).isSorted();
    assertThat(Arrays.stream(validation)).allMatch(number -> number < TEST);
    assertThat(trained).hasSize(170);
    assertThat(IntStream.concat(IntStream.of(validation), IntStream.of(trained)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(divided.training().shards(0, 10).stream().mapToInt(Samples::count).sum())
        .isEqualTo(170);
  }

  @Test
  void theTestSetIsLookedAtWhenThatIsAskedFor() {
    DividedData divided = divide("data.validation=0.15", "evaluate.on=test");

    assertThat(Arrays.stream(numbers(divided.evaluated())))
        .hasSize(30)
        .allMatch(number -> number >= TEST);
    assertThat(numbers(divided.training().together()))
        .isEqualTo(
            numbers(
                divide("data.validation=0.15", "evaluate.on=validation").training().together()));
  }

  @Test
  void anotherSeedSetsOthersAside() {
    String[] settings = {"data.validation=0.15", "evaluate.on=validation"};
    assertThat(numbers(divide(settings).evaluated()))
        .isNotEqualTo(numbers(divide(settings[0], settings[1], "seed=2").evaluated()));
  }

  @Test
  void dataOnDevicesGivesUpItsSamplesWhetherItIsHeldOrStored() {
    ExperimentConfiguration plain = configuration();
    Assignment assignment =
        plain
            .partition()
            .scheme()
            .assign(NUMBERED.train().labels(), 2, plain.devices(), new RandomStreams(plain.seed()));
    SourceData held = SourceData.held(NUMBERED, assignment);
    new PartitionedDataset(NUMBERED, assignment, "as given", 1)
        .write(SparkSessions.open(), path("stored"), false);
    ExperimentConfiguration validated =
        configuration(
            "data.validation=0.15",
            "evaluate.on=validation",
            "data.path=" + ConfigUtil.quoteString(path("stored")));
    SourceData stored = DataSource.read(validated.data());
    DividedData ofHeld = DataSource.divide(validated, held);
    DividedData ofStored = DataSource.divide(validated, stored);

    assertThat(stored).isInstanceOf(SourceData.Stored.class);
    assertThat(stored.checksum()).isEqualTo(held.checksum());
    assertThat(numbers(ofStored.evaluated())).isEqualTo(numbers(ofHeld.evaluated())).hasSize(30);
    assertThat(ofStored.summary()).isEqualTo(ofHeld.summary());
    assertThat(numbers(ofStored.training().together()))
        .isEqualTo(numbers(ofHeld.training().together()))
        .hasSize(170);
    List<Samples> heldShards = ofHeld.training().shards(0, 10);
    List<Samples> storedShards = ofStored.training().shards(0, 10);
    for (int device = 0; device < 10; device++) {
      assertThat(numbers(storedShards.get(device)))
          .isEqualTo(numbers(heldShards.get(device)))
          .isNotEmpty();
    }
    for (SourceData each : List.of(held, stored)) {
      assertThatThrownBy(() -> DataSource.divide(configuration("data.validation=0.95"), each))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("data.validation takes all")
          .hasMessageContaining("partition.minimumSamples");
    }
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

  private static DividedData divide(String... settings) {
    return DataSource.divide(configuration(settings), SourceData.held(NUMBERED, null));
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
