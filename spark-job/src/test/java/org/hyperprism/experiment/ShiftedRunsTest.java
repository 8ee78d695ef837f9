package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;

/** Runs on data that differ from device to device and change over the rounds. */
class ShiftedRunsTest extends SmallExperiments {

  private static final String[] SHIFTED = {
    "engine.checkpointEvery=2",
    "evaluate.local=true",
    "featureSkew.rotation=60",
    "featureSkew.blur=1",
    "featureSkew.noise=0.2",
    "drift.rounds=[3,5]",
    "drift.rotation=20",
    "partition.kind=quantity",
    "methods=[hyperprism,dpsgd]"
  };

  private List<Double> numbers(String name, String method, String column) throws IOException {
    List<String> lines = read(name, "metrics.csv");
    int of = List.of(lines.get(0).split(",")).indexOf(column);
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[0].equals(method) && !cells[of].isEmpty())
        .map(cells -> Double.valueOf(cells[of]))
        .toList();
  }

  @Test
  void sameBytesOnAnyNumberOfPartitionsInAnyModeAndAfterAResume() throws IOException {
    assertSameBytesEverywhere("whole", List.of(3, 16), SHIFTED);
    Path picture = directory.resolve("whole").resolve("samples.png");
    // Eight devices and three concepts.
    assertThat(ImageIO.read(picture.toFile()).getHeight()).isEqualTo(46 + 11 * 80);
  }

  @Test
  void eachKindOfShiftChangesTheModels() throws IOException {
    List<String> plain = checksums(run("plain", "methods=[dpsgd]"));
    assertThat(directory.resolve("plain").resolve("samples.png")).doesNotExist();
    for (String setting :
        List.of(
            "featureSkew.rotation=20",
            "featureSkew.blur=1",
            "featureSkew.noise=0.1",
            "drift.rounds=[6]")) {
      String name = setting.replace("=", "-");
      assertThat(checksums(run(name, "methods=[dpsgd]", setting))).as(setting).isNotEqualTo(plain);
    }
    String after = "drift.rounds=[6]";
    run("first", "methods=[dpsgd]", "rounds=5", "evaluate.every=1");
    run("drifting", "methods=[dpsgd]", "evaluate.every=1", after, "evaluate.local=true");
    // The last evaluation of a run looks at all samples, the others at fewer.
    List<Double> before = numbers("first", "dpsgd", "accuracy_mean").subList(0, 4);
    assertThat(numbers("drifting", "dpsgd", "accuracy_mean").subList(0, 4)).isEqualTo(before);
  }

  /** What the models learned is wrong from one round to the next, and is learned anew. */
  @Test
  void accuracyFallsWhenTheConceptChangesAndComesBack() throws IOException {
    run(
        "drift",
        "methods=[dpsgd]",
        "rounds=60",
        "partition.kind=iid",
        "train.learningRate=0.5",
        "evaluate.every=1",
        "evaluate.local=true",
        "drift.rounds=[31]",
        "drift.classes=10");
    List<Double> accuracy = numbers("drift", "dpsgd", "accuracy_mean");
    assertThat(accuracy.get(29)).isGreaterThan(0.75);
    assertThat(accuracy.get(30)).isLessThan(0.4);
    assertThat(accuracy.get(59)).isGreaterThan(0.75);
    List<Double> local = numbers("drift", "dpsgd", "local_accuracy_mean");
    // Devices hold all classes alike, so that local samples are much like all samples.
    for (int round = 0; round < 60; round++) {
      assertThat(local.get(round)).isBetween(accuracy.get(round) - 0.1, accuracy.get(round) + 0.1);
    }
  }

  /** Devices that turn their images know them turned. */
  @Test
  void localAccuracySeesSamplesAsTheDeviceDoes() throws IOException {
    String[] alone = {
      "methods=[local]",
      "rounds=40",
      "partition.kind=iid",
      "train.learningRate=0.5",
      "evaluate.every=40",
      "evaluate.local=true"
    };
    run("plain", alone);
    run("turned", with(alone, "featureSkew.rotation=180"));
    double plain = numbers("plain", "local", "local_accuracy_mean").get(0);
    double known = numbers("turned", "local", "local_accuracy_mean").get(0);
    double straight = numbers("turned", "local", "accuracy_mean").get(0);
    assertThat(known).isGreaterThan(plain - 0.1);
    assertThat(straight).isLessThan(known - 0.2);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    assertRefused(
        "evaluate.centralised is true, but with featureSkew there is no one set of samples",
        "evaluate.centralised=true",
        "featureSkew.noise=1");
    assertRefused(
        "evaluate.centralised is true, but with drift",
        "evaluate.centralised=true",
        "drift.rounds=[2]");
    assertRefused(
        "drift.rounds holds 7, expected rounds from 2 to 6, the setting rounds",
        "drift.rounds=[2,7]");
    assertRefused("drift.classes is 1, expected 0, or at least 2", "drift.classes=1");
    assertRefused("drift.rounds", "drift.rounds=[1]");
    assertRefused(
        "drift.classes is 11, but the data have 10 classes",
        "drift.rounds=[2]",
        "drift.classes=11");
    for (String value : List.of("-1", "NaN", "Infinity", "181")) {
      assertRefused("featureSkew.rotation", "featureSkew.rotation=" + value);
    }
    for (String value : List.of("-1", "NaN", "Infinity", "11")) {
      assertRefused("featureSkew.blur", "featureSkew.blur=" + value);
    }
    for (String value : List.of("-1", "NaN", "Infinity")) {
      assertRefused("featureSkew.noise", "featureSkew.noise=" + value);
    }
    String table =
        Files.writeString(
                directory.resolve("table.csv"), "x,label,y\n" + "1,0,2\n2,1,1\n".repeat(20))
            .toString();
    assertRefused(
        "featureSkew.blur is 1.0, but the samples are rows of 2 numbers; expected 0, or images",
        "data.path=\"" + table + "\"",
        "featureSkew.blur=1");
  }

  private void assertRefused(String message, String... settings) {
    assertThatThrownBy(() -> run("refused", settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private String table(String name, int rows, int writers) throws IOException {
    StringBuilder text = new StringBuilder("x,label,y,writer\n");
    for (int row = 0; row < rows; row++) {
      text.append("%d,%d,%d,w%d%n".formatted(row % 7, row % 2, row % 5, row % writers));
    }
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void aColumnOfATableSaysWhichDeviceHoldsASample() throws IOException {
    String path = "data.path=\"" + table("writers.csv", 60, 3) + "\"";
    String column = "data.deviceColumn=writer";
    run("writers", path, column, "devices=3", "methods=[dpsgd]", "featureSkew.noise=0.1");
    List<List<String>> partition =
        read("writers", "partition.csv").stream()
            .map(line -> Arrays.stream(line.split(",")).collect(Collectors.toList()))
            .toList();
    // Every sixth of each class of 30 is a test sample.
    assertThat(partition.subList(1, 4).stream().mapToInt(row -> Integer.parseInt(row.get(1))).sum())
        .isEqualTo(50);
    assertRefused(
        "devices is 10, but the samples of " + directory.resolve("writers.csv"), path, column);
    assertRefused("set devices to 3", path, column);
    assertRefused(
        "data.deviceColumn is writer, but data.path is not given; expected a table ending in .csv",
        column);
    String lonely = table("lonely.csv", 60, 3);
    Files.writeString(
        Path.of(lonely), Files.readString(Path.of(lonely)).replace("3,0,0,w1", "3,0,0,lonely"));
    assertThatThrownBy(() -> run("lonely", "data.path=\"" + lonely + "\"", column, "devices=4"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the only rows with lonely in the column writer became test samples");
  }
}
