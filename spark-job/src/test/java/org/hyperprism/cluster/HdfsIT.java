package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.packaging.Launcher;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with everything on HDFS: data, trace, network, checkpoints and results. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HdfsIT {

  private static final Pattern PLACE = Pattern.compile("hdfs://127\\.0\\.0\\.1:\\d+");
  private static final Path NETWORK = Path.of("../conf/models/batch-normalised-cnn.json");
  private static final Path TRACE = Path.of("../conf/traces/ns3-20.parquet");

  @TempDir Path directory;

  @Test
  void aRunMayHaveAllItsFilesOnHdfs() throws IOException, InterruptedException {
    try (Program daemons = startHdfs(directory.resolve("hdfs"))) {
      Matcher ready = PLACE.matcher(daemons.await("hdfs is ready at"));
      assertThat(ready.find()).isTrue();
      String place = ready.group();
      Path raw = Files.createDirectory(directory.resolve("raw"));
      for (String file :
          List.of(
              "t10k-images-idx3", "t10k-labels-idx1", "train-images-idx3", "train-labels-idx1")) {
        String name = file + "-ubyte.gz";
        try (InputStream in = Datasets.class.getResourceAsStream("mnist-sample/" + name)) {
          Files.copy(Objects.requireNonNull(in), raw.resolve(name));
        }
      }
      try (FileSystem files = FileSystem.newInstance(URI.create(place), new Configuration())) {
        for (Path local : List.of(raw, NETWORK, TRACE)) {
          files.copyFromLocalFile(
              new org.apache.hadoop.fs.Path(local.toRealPath().toUri()),
              new org.apache.hadoop.fs.Path("/in/" + local.getFileName()));
        }
        run("here", raw.toString(), NETWORK.toRealPath(), TRACE.toRealPath(), "kept");

        run(
            place + "/runs/there",
            place + "/in/raw",
            place + "/in/" + NETWORK.getFileName(),
            place + "/in/" + TRACE.getFileName(),
            place + "/kept");

        assertThat(
                RunResults.parse(
                    text(files, "/runs/there/summary.json"),
                    text(files, "/runs/there/metrics.csv")))
            .isEqualTo(RunResults.of(directory.resolve("here")));
        assertThat(files.exists(new org.apache.hadoop.fs.Path("/kept"))).isTrue();
      }
    }
  }

  private static Program startHdfs(Path home) throws IOException {
    Files.createDirectories(home);
    String jars =
        "%s/*:%s/spark/*"
            .formatted(
                System.getProperty("yarn.directory"), System.getProperty("layout.directory"));
    return Program.start(
        home,
        Map.of(),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + Path.of("../conf/log4j2.properties").toRealPath(),
            "-cp",
            jars,
            Path.of("src/test/yarn/HdfsDaemons.java").toRealPath().toString(),
            home.toString()));
  }

  private void run(String out, String data, Object network, Object trace, String checkpoints)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--out", out));
    for (String setting :
        List.of(
            "engine.mode=distributed",
            "methods=[dpsgd]",
            "devices=20",
            "rounds=2",
            "train.batchSize=8",
            "evaluate.samples=20",
            "engine.checkpointEvery=1",
            "links.kind=trace",
            "links.path=\"" + trace + "\"",
            "data.path=\"" + data + "\"",
            "model=\"" + network + "\"",
            "engine.checkpointDirectory=\"" + checkpoints + "\"")) {
      arguments.addAll(List.of("--set", setting));
    }
    Program.Result result = Launcher.runQuickstart(directory, arguments);
    assertThat(result.exitCode()).as(result.printed()).isZero();
  }

  private static String text(FileSystem files, String file) throws IOException {
    try (FSDataInputStream in = files.open(new org.apache.hadoop.fs.Path(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
