package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.report.RunPictures;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole experiments on the MNIST sample that ships with the jar. */
class ExperimentTest {

  /** Columns that say how a run was carried out, not what came out. */
  private static final List<String> OF_THE_MACHINE =
      List.of(
          "seconds",
          "bytes_shuffled",
          "seconds_local_steps",
          "seconds_aggregation",
          "seconds_evaluation");

  @TempDir Path directory;

  @Test
  void everyPartitionCountAndModeGivesTheSameMetrics() throws IOException {
    Summary first = run("p1", "engine.partitions=1");
    List<String> metrics = results("p1");
    assertThat(metrics).hasSize(1 + 2 * 6);
    for (int partitions : new int[] {2, 3, 8}) {
      Summary other = run("p" + partitions, "engine.partitions=" + partitions);
      assertThat(results("p" + partitions)).isEqualTo(metrics);
      assertThat(checksums(other)).isEqualTo(checksums(first));
      assertThat(read("p" + partitions, "devices.csv")).isEqualTo(read("p1", "devices.csv"));
      assertThat(read("p" + partitions, "exponents.csv")).isEqualTo(read("p1", "exponents.csv"));
    }
    Summary local = run("local", "engine.mode=local");
    assertThat(results("local")).isEqualTo(metrics);
    assertThat(checksums(local)).isEqualTo(checksums(first));
    assertThat(checksums(run("seed", "seed=2"))).doesNotContainAnyElementsOf(checksums(first));
  }

  @Test
  void exponentOneEqualsDpsgdBitForBit() throws IOException {
    for (String order : List.of("atc", "cta")) {
      Summary summary =
          run(
              "one-" + order,
              "hyperprism.p=1",
              "hyperprism.order=" + order,
              "dpsgd.order=" + order,
              "train.localSteps=2");
      assertThat(checksums(summary).get(0)).isEqualTo(checksums(summary).get(1));
      List<String> rows = results("one-" + order);
      for (int round = 1; round <= 6; round++) {
        assertThat(rows.get(round).replace("hyperprism,", ""))
            .isEqualTo(rows.get(6 + round).replace("dpsgd,", ""));
      }
    }
  }

  @Test
  void aLearningRateOfItsOwnReplacesTheSharedOne() {
    String all = "methods=" + MethodFactory.all().names();
    List<String> settings =
        new ArrayList<>(List.of(all, "engine.mode=local", "train.learningRate=0.5"));
    for (String method : MethodFactory.all().names()) {
      settings.add(method + ".learningRate=0.05");
    }
    Summary shared = run("shared-rate", all, "engine.mode=local", "train.learningRate=0.05");
    Summary own = run("own-rates", settings.toArray(String[]::new));

    assertThat(checksums(own)).isEqualTo(checksums(shared)).doesNotHaveDuplicates();
  }

  @Test
  void anInterruptedRunResumesToTheSameResults() throws IOException {
    Summary whole = run("whole", "engine.checkpointEvery=2");
    // Cut off in the first method, between two checkpoints, then in the second one.
    cutOff("resumed", false, 5);
    assertThat(directory.resolve("resumed/summary.json")).doesNotExist();
    cutOff("resumed", true, 5);
    RecordingObserver last = new RecordingObserver();
    Summary resumed = experiment("resumed", true, last, "engine.partitions=3").run();
    assertThat(last.rounds).hasSizeBetween(3, 6);
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(results("resumed")).isEqualTo(results("whole"));
    assertThat(read("whole", "exponents.csv")).hasSize(1 + 6 * 10);
    assertThat(read("resumed", "exponents.csv")).isEqualTo(read("whole", "exponents.csv"));
    assertThat(read("resumed", "devices.csv")).isEqualTo(read("whole", "devices.csv"));
    assertThat(directory.resolve("resumed/checkpoints")).doesNotExist();
    assertThatThrownBy(() -> experiment("resumed", true, new RecordingObserver()).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is complete, there is nothing to resume");
  }

  @Test
  void checkpointsKeptElsewhereServeTheResumedRunAlone() throws IOException {
    String elsewhere = "engine.checkpointDirectory=\"" + path("elsewhere") + "\"";
    Summary whole = run("aside", "engine.checkpointEvery=2", elsewhere);
    assertThat(directory.resolve("elsewhere/aside/hyperprism")).doesNotExist();
    assertThatThrownBy(
            () ->
                experiment(
                        "aside",
                        new RunOptions(Optional.of(path("aside")), true, false),
                        new RecordingObserver(5),
                        "engine.checkpointEvery=2",
                        elsewhere)
                    .run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    assertThat(directory.resolve("elsewhere/aside/hyperprism/round-4")).exists();
    // Overwriting begins at round 1, whatever lies there.
    RecordingObserver again = new RecordingObserver();
    Summary overwritten =
        experiment(
                "aside",
                new RunOptions(Optional.of(path("aside")), true, false),
                again,
                "engine.checkpointEvery=2",
                elsewhere)
            .run();
    assertThat(again.rounds).hasSize(12);
    assertThat(checksums(overwritten)).isEqualTo(checksums(whole));
  }

  private void cutOff(String name, boolean resume, int rounds) {
    assertThatThrownBy(
            () ->
                experiment(name, resume, new RecordingObserver(rounds), "engine.checkpointEvery=2")
                    .run())
        .isInstanceOf(RecordingObserver.CutOff.class);
  }

  @Test
  void aRunIsNotResumedAsAnotherExperiment() {
    cutOff("other", false, 3);
    assertThatThrownBy(
            () -> experiment("other", true, new RecordingObserver(), "train.batchSize=64").run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("now 'train.batchSize = 64', then 'train.batchSize = 32'")
        .hasMessageContaining("--overwrite");
  }

  @Test
  void theFilesOfARun() throws IOException {
    run("files", "methods=[hyperprism]");
    List<String> names;
    try (Stream<Path> files = Files.list(directory.resolve("files"))) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertThat(names)
        .containsExactly(
            "accuracy.png",
            "comparison.md",
            "devices.csv",
            "devices.parquet",
            "environment.json",
            "exponents.csv",
            "exponents.parquet",
            "exponents.png",
            "metrics.csv",
            "metrics.parquet",
            "partition.csv",
            "partition.png",
            "resolved.conf",
            "summary.json");
    assertThat(read("files", "metrics.csv").get(0))
        .startsWith(
            "method,round,accuracy_mean,accuracy_std,accuracy_min,accuracy_max,loss_mean,"
                + "consensus_distance,edges,bytes_sent,seconds,");
    // The resolved configuration runs the same experiment again.
    assertThat(
            ConfigurationLoader.load(
                Optional.of(directory.resolve("files/resolved.conf")), List.of()))
        .isEqualTo(ConfigurationLoader.load(Optional.empty(), settings("methods=[hyperprism]")));
  }

  @Test
  void theCurvesShowTheMethodsOfTheRun() throws IOException {
    run("curves", "methods=[hyperprism,dpsgd]");
    assertThat(colours("curves/accuracy.png"))
        .contains(0x0072b2, 0xd55e00)
        .doesNotContain(0x009e73, 0xcc79a7);
    assertThat(colours("curves/exponents.png")).contains(0xd55e00).doesNotContain(0x0072b2);
    assertThat(read("curves", "comparison.md"))
        .hasSize(6)
        .anyMatch(line -> line.startsWith("| hyperprism | "))
        .anyMatch(line -> line.startsWith("| dpsgd | "));
  }

  /** The colours of the six curves are those of Okabe and Ito. */
  private Set<Integer> colours(String picture) throws IOException {
    BufferedImage image = ImageIO.read(directory.resolve(picture).toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }

  @Test
  void aPictureThatCannotBeDrawnIsLeftOut() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("pictures"));
    RunDirectory run =
        RunDirectory.locate(
            folder.toString(), new RunOptions(Optional.empty(), false, false), new Configuration());
    RunPictures pictures = new RunPictures(run);
    pictures.write("drawn.png", () -> new byte[] {1});
    pictures.write(
        "fontless.png",
        () -> {
          throw new EnvironmentException("this Java cannot draw text");
        });
    assertThat(folder).isDirectoryContaining("glob:**drawn.png");
    assertThat(folder).isDirectoryNotContaining("glob:**fontless.png");
  }

  @Test
  void exponentsAreThereForEachRoundDeviceAndLearnedPart() throws IOException {
    run("learned", "methods=[hyperprism,dpsgd]", "rounds=2", "evaluate.every=2");
    List<String> rows = read("learned", "exponents.csv");
    assertThat(rows.get(0)).isEqualTo("method,round,device,part,p");
    assertThat(rows).hasSize(1 + 2 * 10);
    assertThat(rows.get(1)).isEqualTo("hyperprism,1,0,decision,3");
    assertThat(rows.get(20)).startsWith("hyperprism,2,9,decision,");
    double sum = 0;
    for (String row : rows.subList(11, 21)) {
      sum += Double.parseDouble(row.split(",")[4]);
    }
    List<String> metrics = read("learned", "metrics.csv");
    int mean = Arrays.asList(metrics.get(0).split(",")).indexOf("p_decision");
    assertThat(Double.parseDouble(metrics.get(2).split(",")[mean]))
        .isCloseTo(sum / 10, within(1e-9));

    run("fixed", "hyperprism.p=3", "rounds=1");
    assertThat(directory.resolve("fixed/exponents.csv")).doesNotExist();
  }

  @Test
  void veryManyExponentsAreThoseOfEvaluatedRounds() {
    assertThat(DeviceExponent.isDue(2, 500, 100, false)).isTrue();
    assertThat(DeviceExponent.isDue(2, 501, 100, false)).isFalse();
    assertThat(DeviceExponent.isDue(2, 10_000, 1_000_000, false)).isFalse();
    assertThat(DeviceExponent.isDue(2, 501, 100, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics", "exponents"})
  void parquetHoldsTheSameAsCsv(String table) throws IOException {
    run("parquet");
    List<String> csv = read("parquet", table + ".csv");
    List<String> header = Arrays.asList(csv.get(0).split(","));
    try (SparkSession spark = SparkSessions.open()) {
      List<Row> rows =
          spark
              .read()
              .parquet(directory.resolve("parquet/" + table + ".parquet").toString())
              .collectAsList();
      assertThat(rows).hasSize(csv.size() - 1);
      for (int i = 0; i < rows.size(); i++) {
        String[] cells = csv.get(i + 1).split(",", -1);
        assertThat(rows.get(i).schema().fieldNames()).containsExactlyElementsOf(header);
        for (int c = 0; c < cells.length; c++) {
          if (cells[c].isEmpty()) {
            assertThat(rows.get(i).isNullAt(c)).isTrue();
          } else if (rows.get(i).get(c) instanceof Double number) {
            assertThat(number).isEqualTo(Double.parseDouble(cells[c]));
          } else {
            assertThat(rows.get(i).get(c).toString()).isEqualTo(cells[c]);
          }
        }
      }
    }
  }

  @Test
  void resultsThatAreThereAreRefusedUnlessToldOtherwise() throws IOException {
    run("twice", "rounds=1", "methods=[dpsgd]");
    List<String> before = read("twice", "metrics.csv");
    assertThatThrownBy(() -> run("twice", "rounds=1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("already holds a run")
        .hasMessageContaining("--overwrite")
        .hasMessageContaining("--resume");
    assertThat(read("twice", "metrics.csv")).isEqualTo(before);
    experiment("twice", new RunOptions(Optional.of(path("twice")), true, false), "rounds=2").run();
    assertThat(read("twice", "metrics.csv")).hasSize(1 + 2 * 2);
  }

  @Test
  void aDirectoryOfOtherThingsIsLeftAlone() throws IOException {
    Path thesis = Files.createDirectories(directory.resolve("home")).resolve("thesis.tex");
    Files.writeString(thesis, "years of work");
    for (boolean overwrite : new boolean[] {false, true}) {
      assertThatThrownBy(
              () ->
                  experiment("home", new RunOptions(Optional.of(path("home")), overwrite, false))
                      .run())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is not a run directory");
    }
    assertThat(thesis).hasContent("years of work");
    assertThatThrownBy(() -> experiment("nothing", true, new RecordingObserver()).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds no run to resume");
    assertThat(directory.resolve("nothing")).doesNotExist();
  }

  @Test
  void moreDevicesThanSamplesLeaveNothingBehind() {
    assertThatThrownBy(() -> run("crowded", "devices=6001"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("devices")
        .hasMessageContaining("6001");
    assertThat(directory.resolve("crowded")).doesNotExist();
  }

  @Test
  void anUnusableOutputPathIsNamed() throws IOException {
    Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(() -> run("file/below"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("file/below")
        .hasMessageContaining("name another directory");
  }

  private Summary run(String name, String... settings) {
    return experiment(name, false, new RecordingObserver(), settings).run();
  }

  private Experiment experiment(
      String name, boolean resume, RunObserver observer, String... settings) {
    return new Experiment(
        ConfigurationLoader.load(Optional.empty(), settings(settings)),
        new RunOptions(Optional.of(path(name)), false, resume),
        observer);
  }

  private Experiment experiment(String name, RunOptions options, String... settings) {
    return experiment(name, options, new RecordingObserver(), settings);
  }

  private Experiment experiment(
      String name, RunOptions options, RunObserver observer, String... settings) {
    assertThat(options.out().orElseThrow()).endsWith(name);
    return new Experiment(
        ConfigurationLoader.load(Optional.empty(), settings(settings)), options, observer);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static List<String> settings(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "data.name=mnist-sample",
                "engine.mode=distributed",
                "devices=10",
                "rounds=6",
                "train.batchSize=32",
                "evaluate.every=3",
                "evaluate.samples=300"));
    settings.addAll(List.of(more));
    return settings;
  }

  private static List<String> checksums(Summary summary) {
    return summary.methods().stream().map(Summary.MethodSummary::parametersCrc32).toList();
  }

  private List<String> read(String name, String file) throws IOException {
    return Files.readAllLines(directory.resolve(name).resolve(file));
  }

  /** The rows of metrics.csv, header first, without the columns of the machine. */
  private List<String> results(String name) throws IOException {
    List<String> lines = read(name, "metrics.csv");
    List<String> header = Arrays.asList(lines.get(0).split(","));
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      List<String> row = new ArrayList<>();
      for (int c = 0; c < cells.length; c++) {
        if (!OF_THE_MACHINE.contains(header.get(c))) {
          row.add(cells[c]);
        }
      }
      kept.add(String.join(",", row));
    }
    return kept;
  }
}
