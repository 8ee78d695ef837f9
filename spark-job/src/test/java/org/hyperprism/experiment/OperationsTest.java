package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;

/** What a run shows of itself on Spark's pages and in Spark's metrics system. */
@WithSpark
class OperationsTest extends SmallExperiments {

  @Test
  void jobsSayTheirRoundAndSinksGetTheMetrics(SparkSession shared) throws IOException {
    shared.stop(); // a JVM has one Spark; the next test class gets a new one
    Path sink = Files.createDirectory(directory.resolve("sink"));
    Map<String, String> properties =
        new TreeMap<>(
            Map.of(
                "spark.master", "local[2]",
                "spark.driver.host", "127.0.0.1",
                "spark.driver.bindAddress", "127.0.0.1",
                "spark.ui.enabled", "false",
                "spark.extraListeners", JobRecorder.class.getName(),
                "spark.metrics.namespace", "here",
                "spark.metrics.conf.driver.sink.csv.class", "org.apache.spark.metrics.sink.CsvSink",
                "spark.metrics.conf.driver.sink.csv.directory", sink.toString()));
    JobRecorder.JOBS.clear();
    properties.forEach(System::setProperty);
    try {
      run("run", "methods=[dpsgd]", "rounds=3", "engine.checkpointEvery=2", "evaluate.every=2");
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }

    List<String> descriptions =
        JobRecorder.JOBS.stream().map(JobRecorder.Job::description).distinct().toList();
    assertThat(descriptions)
        .containsExactly(
            "dpsgd, round 0 of 3: devices",
            "dpsgd, round 1 of 3: exchange",
            "dpsgd, round 2 of 3: exchange",
            "dpsgd, round 2 of 3: evaluation",
            "dpsgd, round 2 of 3: consensus distance",
            "dpsgd, round 2 of 3: small weights",
            "dpsgd, round 2 of 3: checkpoint",
            "dpsgd, round 3 of 3: exchange",
            "dpsgd, round 3 of 3: evaluation",
            "dpsgd, round 3 of 3: consensus distance",
            "dpsgd, round 3 of 3: small weights",
            "dpsgd, round 3 of 3: checkpoint",
            "dpsgd, round 3 of 3: checksums");
    for (String once :
        List.of("dpsgd, round 2 of 3: exchange", "dpsgd, round 3 of 3: evaluation")) {
      List<JobRecorder.Job> jobs =
          JobRecorder.JOBS.stream().filter(job -> job.description().equals(once)).toList();
      assertThat(jobs).as(once).hasSize(1);
      assertThat(jobs.get(0).group()).isEqualTo(once.substring(0, once.indexOf(':')));
    }
    assertThat(JobRecorder.JOBS.get(2).rdds())
        .contains(
            "training samples",
            "edges of round 2",
            "local steps of round 2",
            "devices after exchange 1 of round 2");

    assertThat(JobRecorder.JOBS)
        .as("no job lists the rounds before its own")
        .allSatisfy(job -> assertThat(job.rdds()).hasSizeLessThan(20));

    List<String> metrics = read("run", "metrics.csv");
    List<String> columns = Arrays.asList(metrics.get(0).split(","));
    List<String> lastRound = Arrays.asList(metrics.get(3).split(",", -1));
    for (String column :
        List.of("round", "accuracy_mean", "consensus_distance", "bytes_sent", "seconds")) {
      List<String> gauge =
          Files.readAllLines(sink.resolve("here.driver.hyperprism.dpsgd." + column + ".csv"));
      String value = gauge.get(gauge.size() - 1).split(",")[1];
      assertThat(Double.parseDouble(value))
          .as(column)
          .isEqualTo(Double.parseDouble(lastRound.get(columns.indexOf(column))));
    }
    try (Stream<Path> gauges = Files.list(sink)) {
      assertThat(gauges.filter(file -> file.toString().contains(".hyperprism.dpsgd.")))
          .hasSize(columns.size() - 1);
    }
  }

  @Test
  void theLastRoundIsEvaluatedOnceNotTwice(SparkSession shared) throws IOException {
    shared.stop();
    Map<String, String> properties =
        Map.of(
            "spark.master", "local[2]",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.ui.enabled", "false",
            "spark.extraListeners", JobRecorder.class.getName());
    JobRecorder.JOBS.clear();
    properties.forEach(System::setProperty);
    try {
      run("run", "methods=[dpsgd,swarmsgd]", "rounds=3", "evaluate.every=2");
      run("never", "methods=[dpsgd]", "rounds=3", "evaluate.every=5");
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }

    assertThat(JobRecorder.JOBS.stream().map(JobRecorder.Job::description))
        .filteredOn(description -> description.endsWith("evaluation"))
        .containsExactly(
            "dpsgd, round 2 of 3: evaluation",
            "dpsgd, round 3 of 3: evaluation",
            "swarmsgd, round 2 of 3: evaluation",
            "swarmsgd, round 3 of 3: evaluation",
            "dpsgd, round 3 of 3: evaluation");
  }

  @Test
  void prometheusReadsTheMetricsFromSparksPage(SparkSession shared) throws IOException {
    shared.stop();
    Map<String, String> properties =
        new TreeMap<>(
            Map.of(
                "spark.master", "local[2]",
                "spark.driver.host", "127.0.0.1",
                "spark.driver.bindAddress", "127.0.0.1",
                "spark.ui.enabled", "true",
                "spark.ui.port", "0",
                "spark.metrics.namespace", "here",
                "spark.metrics.conf.driver.sink.prometheusServlet.class",
                    "org.apache.spark.metrics.sink.PrometheusServlet",
                "spark.metrics.conf.driver.sink.prometheusServlet.path", "/metrics/prometheus"));
    List<String> pages = new ArrayList<>();
    RecordingObserver observer =
        new RecordingObserver() {
          @Override
          public void roundDone(RoundMetrics metrics) {
            super.roundDone(metrics);
            pages.add(prometheusPage());
          }
        };
    properties.forEach(System::setProperty);
    try {
      experiment("run", false, observer, "methods=[dpsgd]", "rounds=2", "evaluate.every=1").run();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }

    assertThat(observer.rounds).hasSize(2);
    for (int round = 0; round < 2; round++) {
      assertThat(pages.get(round))
          .containsPattern(
              "(?m)^metrics_here_driver_hyperprism_dpsgd_round_Value\\{type=\"gauges\"\\} %d.0$"
                  .formatted(round + 1))
          .containsPattern(
              "(?m)^metrics_here_driver_hyperprism_dpsgd_accuracy_mean_Value\\{type=\"gauges\"\\} 0\\.\\d+$");
    }
  }

  private static String prometheusPage() {
    String address = SparkSession.active().sparkContext().uiWebUrl().get();
    assertThat(address).startsWith("http://127.0.0.1:");
    try (InputStream page = URI.create(address + "/metrics/prometheus/").toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
