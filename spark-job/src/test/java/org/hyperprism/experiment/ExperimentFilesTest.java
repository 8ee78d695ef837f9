package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.report.RunPictures;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables and pictures that a run writes. */
class ExperimentFilesTest extends SmallExperiments {

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
            "classes.csv",
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
            "summary.json",
            "tensorboard");
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
  void theClassesAddUpToTheDevices() throws IOException {
    run("classes", "methods=[dpsgd]", "evaluate.local=true");
    List<String> rows = read("classes", "classes.csv");
    assertThat(rows.get(0))
        .startsWith("method,class,samples,recall,recall_std,precision,f_measure,predicted_0,")
        .endsWith(",predicted_9");
    assertThat(rows).hasSize(1 + 10);
    long known = 0;
    for (int label = 0; label < 10; label++) {
      String[] cells = rows.get(1 + label).split(",", -1);
      assertThat(cells[1]).isEqualTo(Integer.toString(label));
      known += Long.parseLong(cells[7 + label]);
    }
    double accuracies = 0;
    for (String row : read("classes", "devices.csv").subList(1, 11)) {
      accuracies += Double.parseDouble(row.split(",")[4]);
    }
    assertThat(known / 1000.0).isCloseTo(accuracies, within(1e-9));
    assertLocalAccuracies();
  }

  /** A device with one class knows that one better than all; the mean is that of the devices. */
  private void assertLocalAccuracies() throws IOException {
    List<String> devices = read("classes", "devices.csv");
    assertThat(devices.get(0)).contains(",loss,local_accuracy,");
    double sum = 0;
    double own = 0;
    for (String row : devices.subList(1, 11)) {
      String[] cells = row.split(",", -1);
      double local = Double.parseDouble(cells[6]);
      assertThat(local).isBetween(0.0, 1.0);
      sum += local;
      own += Double.parseDouble(cells[4]);
    }
    assertThat(sum).isGreaterThan(own);
    List<String> metrics = read("classes", "metrics.csv");
    List<String> header = Arrays.asList(metrics.get(0).split(","));
    int mean = header.indexOf("local_accuracy_mean");
    assertThat(header.subList(mean + 2, header.size()))
        .containsExactly(
            "seconds_simulated",
            "joules_simulated",
            "devices_late",
            "devices_present",
            "staleness_rounds",
            "staleness_seconds");
    assertThat(metrics)
        .as("no time is simulated, and all are there")
        .allMatch(row -> row.endsWith(",,,,,,") || row.endsWith("staleness_seconds"));
    assertThat(metrics.get(1).split(",", -1)[mean]).as("not evaluated").isEmpty();
    String last = metrics.get(metrics.size() - 1).split(",", -1)[mean];
    assertThat(Double.parseDouble(last)).isCloseTo(sum / 10, within(1e-9));
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
            new RunOptions(Optional.of(folder.toString()), false, false), new Configuration());
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
}
