package org.hyperprism.cli;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.ChosenBackend;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.experiment.dl4j.SparkLibrary;
import org.hyperprism.experiment.dl4j.SparkNetwork;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.experiment.models.ModelFile;
import org.hyperprism.experiment.models.ModelScore;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.results.HadoopSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism score MODEL --data NAME}. */
@Command(
    name = "score",
    description = {
      "Applies a model to the test samples of a data set and prints its accuracy, and recall and"
          + " precision of each class."
    })
final class ScoreCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A file that hyperprism export wrote, a zip of Deeplearning4j's ModelSerializer, or a"
              + " file below the folder models or best-models of a run.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME_OR_PATH",
      description = "A data set by name (data.name), or where it lies (data.path).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String data;

  @Option(
      names = "--distributed",
      description =
          "Apply it on Spark's executors, by Deeplearning4j's library for Spark, to which the samples"
              + " are shared.")
  private boolean distributed;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Override
  public Integer call() {
    List<String> settings = new ArrayList<>(configuration.overrides());
    String key = Datasets.names().contains(data) ? "data.name" : "data.path";
    settings.add(key + "=" + ConfigUtil.quoteString(data));
    ExperimentConfiguration loaded = ConfigurationLoader.load(Optional.empty(), settings);
    boolean zip = ModelFile.isArchive(model);
    Optional<byte[]> archive = zip ? Optional.of(bytes(Path.of(model))) : Optional.empty();
    Optional<StoredModel> stored =
        zip ? Optional.empty() : Optional.of(ModelFile.read(model, HadoopSettings.current()));
    Samples test = DataSource.test(loaded.data());
    ModelArchive read =
        archive
            .map(bytes -> ModelArchive.read(model, bytes, test.shape(), test.classes()))
            .orElseGet(
                () ->
                    new ModelArchive(
                        stored.orElseThrow().description().model(),
                        stored.orElseThrow().weights()));
    ClassCounts counts = distributed ? distributed(read, test) : here(read, test, loaded.train());
    command.commandLine().getOut().print(ModelScore.text(counts));
    command.commandLine().getOut().flush();
    return 0;
  }

  private static ClassCounts here(ModelArchive read, Samples test, TrainConfiguration train) {
    ChosenBackend backend = ChosenBackend.of(train, read.model());
    return ModelScore.of(read.model(), read.weights(), backend.gradients(), test);
  }

  private static ClassCounts distributed(ModelArchive read, Samples test) {
    ModelScore.check(read.model(), test);
    try {
      JavaSparkContext spark = SparkSessions.context();
      SparkLibrary.require(spark.getConf());
      return SparkNetwork.of(spark, read).evaluate(test);
    } finally {
      SparkSessions.close();
    }
  }

  private static byte[] bytes(Path zip) {
    try {
      return Files.readAllBytes(zip);
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException(zip + " is not there; check the path", missing);
    } catch (IOException unreadable) {
      throw new EnvironmentException(
          "%s cannot be read (%s); check the path and its permissions"
              .formatted(zip, FileFailure.reason(unreadable)),
          unreadable);
    }
  }
}
