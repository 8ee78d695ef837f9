package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hyperprism.cli.progress.Interruption;
import org.hyperprism.cli.progress.ProgressDisplay;
import org.hyperprism.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees and gets of {@code hyperprism export} and {@code hyperprism score}. */
class ExportCommandTest {

  private static final List<String> SMALL =
      List.of(
          "data.name=mnist-sample",
          "devices=3",
          "rounds=2",
          "methods=[dpsgd]",
          "train.batchSize=16",
          "train.learningRate=0.1",
          "evaluate.samples=100",
          "engine.mode=local",
          "keepModels=[2]");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    run("run", "keepModels=all", "keepBestModels=[2]", "evaluate.every=1");
    Path zip = folder.resolve("one.zip");
    Path again = folder.resolve("two.zip");
    Path weights = folder.resolve("weights.parquet");

    export("--device=2", "--out=" + zip);
    export("--device=2", "--out=" + again);
    export("--device=2", "--out=" + weights);

    Path onnx = folder.resolve("one.onnx");
    assertThat(export("--device=2", "--out=" + onnx)).as(err.toString()).isZero();
    export("--device=2", "--out=" + folder.resolve("two.onnx"));

    assertThat(out.toString())
        .contains("one.onnx: lr of device 2, trained by dpsgd on mnist-sample");
    assertThat(export("--device=2", "--best", "--out=" + folder.resolve("best.zip"))).isZero();
    assertThat(out.toString()).containsPattern("best.zip: lr .* until round [12], 7850 parameters");
    assertThat(again).hasSameBinaryContentAs(zip);
    assertThat(folder.resolve("two.onnx")).hasSameBinaryContentAs(onnx).isNotEmptyFile();
    assertThat(weights)
        .hasSameBinaryContentAs(folder.resolve("run/models/method=dpsgd/device-00002.parquet"));
  }

  @Test
  void whatIsNotThereIsOneSentenceAndExitCodeTwo() throws IOException {
    run("run", "methods=[dpsgd,local]");
    run("none", "keepModels=none");
    String zip = "--out=" + folder.resolve("model.zip");

    assertRefused("keeps models of several methods: dpsgd, local", "--device=2", zip);
    assertRefused("no models of 'dpsdg'", "--device=2", "--method=dpsdg", zip);
    assertRefused("no model of device 1; ", "--device=1", "--method=local", zip);
    assertRefused("ends in .zip or .onnx or .parquet", "--device=2", "--out=model.bin");
    assertThat(execute("export", folder.resolve("none").toString(), "--device=2", zip))
        .isEqualTo(2);
    assertThat(err.toString()).contains("keeps no models; ").contains("--set 'keepModels=all'");
    assertThat(execute("export", folder.toString(), "--device=2", zip)).isEqualTo(2);
    assertThat(err.toString()).contains("holds no run");
    assertThat(folder.resolve("model.zip")).doesNotExist();
    Files.writeString(folder.resolve("model.zip"), "mine");
    assertRefused("exists already", "--device=2", "--method=local", zip);
  }

  @Test
  void scoreSaysOfEachClassWhatTheRunSays() throws IOException {
    run("run", "model=lr", "rounds=20", "evaluate.samples=all");
    Path zip = folder.resolve("model.zip");
    export("--device=2", "--out=" + zip);
    String device = Files.readAllLines(folder.resolve("run/devices.csv")).get(3);
    double accuracy = 100 * Double.parseDouble(device.split(",")[4]);
    String expected = String.format(java.util.Locale.ROOT, "accuracy %.2f%% of 1000", accuracy);
    Path parquet = folder.resolve("run/models/method=dpsgd/device-00002.parquet");
    for (Path model : List.of(zip, parquet)) {
      out.getBuffer().setLength(0);
      assertThat(execute("score", model.toString(), "--data=mnist-sample")).isZero();
      assertThat(out.toString()).startsWith(expected);
      assertThat(out.toString().lines())
          .hasSize(12)
          .anyMatch(line -> line.matches(" +9 +\\d+ +[0-9.]+% +([0-9.]+%|-) +([0-9.]+%|-)"));
    }
  }

  @Test
  void whatCannotBeScoredIsOneSentenceAndExitCodeTwo() throws IOException {
    run("run", "rounds=1");
    Path model = folder.resolve("run/models/method=dpsgd/device-00002.parquet");
    Path zip = folder.resolve("model.zip");
    export("--device=2", "--out=" + zip);
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "label,a,b\n" + "0,1,2\n1,2,1\n".repeat(9));
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");

    assertUnscored("784 features and 10 classes, but the samples have 2", model, table.toString());
    assertUnscored("model.zip: ", zip, table.toString());
    assertUnscored("text.zip has no configuration.json", text, "mnist-sample");
    assertUnscored("absent.zip is not there", folder.resolve("absent.zip"), "mnist-sample");
    assertUnscored("is not there", folder.resolve("absent.parquet"), "mnist-sample");
  }

  private void assertUnscored(String message, Path model, String data) {
    assertThat(execute("score", model.toString(), "--data=" + data)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private void assertRefused(String message, String... arguments) {
    assertThat(export(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private int export(String... arguments) {
    List<String> all = new ArrayList<>(List.of("export", folder.resolve("run").toString()));
    all.addAll(List.of(arguments));
    return execute(all.toArray(String[]::new));
  }

  private void run(String name, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", "--out=" + folder.resolve(name)));
    Stream.concat(SMALL.stream(), Stream.of(settings))
        .forEach(setting -> arguments.add("--set=" + setting));
    assertThat(execute(arguments.toArray(String[]::new))).as(err.toString()).isZero();
  }

  private int execute(String... arguments) {
    PrintWriter print = new PrintWriter(out);
    return new Application(
            (configuration, options) -> {
              ProgressDisplay display = new ProgressDisplay(print, false, new Interruption(print));
              new Experiment(configuration, options, display).run();
              return 0;
            },
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> "",
            print,
            new PrintWriter(err, true))
        .execute(arguments);
  }
}
