package org.hyperprism.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job in a session of its caller. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HyperPrismJobTest {

  @TempDir Path directory;
  private final SparkSession spark;

  HyperPrismJobTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "distributed"})
  void theSameBitsAndTablesAsTheRunOfTheCommandLine(String mode) throws Exception {
    HyperPrismJob job = SmallJobs.job(spark).set("engine.mode", mode);
    String out = directory.resolve("run").toString();
    Path settings = Files.writeString(directory.resolve("same.conf"), job.configuration());
    SparkSession before = spark.cloneSession();
    Summary summary;
    SparkSession.setActiveSession(spark); // what spark-submit's main class finds is its own
    try {
      summary =
          new Experiment(
                  ConfigurationLoader.load(Optional.of(settings), List.of()),
                  new RunOptions(Optional.of(out), false, false),
                  new RunObserver() {})
              .run();
    } finally {
      SparkSession.clearActiveSession();
    }

    try (RunResult result = job.run()) {
      assertThat(SmallJobs.checksums(result.summary())).isEqualTo(SmallJobs.checksums(summary));
      for (String table : List.of("metrics", "devices", "exponents")) {
        List<Row> here =
            switch (table) {
              case "metrics" -> result.metrics().collectAsList();
              case "devices" -> result.devices().collectAsList();
              default -> result.exponents().collectAsList();
            };
        List<Row> there = spark.read().parquet(out + "/" + table + ".parquet").collectAsList();
        assertThat(withoutTimes(here)).as(table).isNotEmpty().isEqualTo(withoutTimes(there));
      }
      assertThat(result.partition().count()).isEqualTo(10);
      assertThat(result.partition().columns())
          .startsWith("device", "samples", "classes_present", "class_0")
          .hasSize(13);
      assertThat(result.toString()).contains("hyperprism", "dpsgd");
      for (String method : List.of("hyperprism", "dpsgd")) {
        assertThat(crc32(result, method))
            .isEqualTo(summary.method(method).orElseThrow().parametersCrc32());
        assertThat(result.model(method, 7)).isEqualTo(model(result, method, 7));
      }
    }
    assertThat(spark.sparkContext().isStopped()).isFalse();
    assertThat(spark.conf().getAll()).isEqualTo(before.conf().getAll());
  }

  private static List<String> withoutTimes(List<Row> rows) {
    List<String> kept = new ArrayList<>();
    for (Row row : rows) {
      List<Object> cells = new ArrayList<>();
      for (String name : row.schema().fieldNames()) {
        if (!name.startsWith("seconds")) {
          cells.add(name + "=" + row.getAs(name));
        }
      }
      kept.add(cells.toString());
    }
    return kept;
  }

  private static float[] model(RunResult result, String method, int device) {
    List<Float> model =
        result
            .models()
            .where("method = '%s' and device = %d".formatted(method, device))
            .collectAsList()
            .get(0)
            .getList(2);
    float[] numbers = new float[model.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = model.get(i);
    }
    return numbers;
  }

  private static String crc32(RunResult result, String method) {
    CRC32 crc = new CRC32();
    for (int device = 0; device < 10; device++) {
      float[] model = result.model(method, device);
      ByteBuffer bytes = ByteBuffer.allocate(4 * model.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(model);
      crc.update(bytes.array());
    }
    return "%08x".formatted(crc.getValue());
  }

  @Test
  void aRunDirectoryIsWrittenWhereOneIsNamed() {
    String out = directory.resolve("kept").toString();
    HyperPrismJob job = SmallJobs.job(spark).set("methods", "dpsgd").set("rounds", 2).out(out);
    assertThatThrownBy(() -> SmallJobs.job(spark).set("methods", "dpsgd").run())
        .hasMessageContaining("set(\"methods\", dpsgd): methods is \"dpsgd\", expected a list");
    job.set("methods", List.of("dpsgd"));
    RunResult result = job.run();
    assertThat(directory.resolve("kept/summary.json")).exists();
    assertThat(spark.read().parquet(out + "/metrics.parquet").count())
        .isEqualTo(result.metrics().count());
    assertThat(result.model(3)).hasSize(7850);
    result.close();
    assertThatThrownBy(job::run)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("already holds a run");
  }

  @Test
  void modelsThatARunDirectoryKeepsNeedOne() {
    assertThatThrownBy(() -> SmallJobs.job(spark).set("keepModels", "all").run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set(\"keepModels\", all)")
        .hasMessageContaining("out(\"...\")");
    assertThatThrownBy(() -> SmallJobs.job(spark).set("keepBestModels", List.of(1)).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set(\"keepBestModels\", [1])");
  }

  @Test
  void progressIsALineForEachEvaluatedRound() {
    List<String> lines = new ArrayList<>();
    SmallJobs.job(spark).set("methods", List.of("dpsgd")).progress(lines::add).run().close();
    assertThat(lines)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(": accuracy ", "%, ", " rounds a second, "));
    assertThat(lines.get(0)).startsWith("dpsgd round 3/6: ").endsWith(" s left");
    assertThat(lines.get(1)).startsWith("dpsgd round 6/6: ").endsWith(" s in all");
  }

  @Test
  void theCurvesAndTheLinksAreToBeSeen() {
    try (RunResult result = SmallJobs.job(spark).keepModels(false).run()) {
      assertThat(result.linksHtml()).startsWith("<iframe ").contains("id=&quot;graph-step-6&quot;");
      assertThat(result.curves()).startsWith(0x89, 'P', 'N', 'G');
      assertThat(result.curvesHtml()).startsWith("<img ").contains("base64,iVBOR");
      assertThatThrownBy(() -> result.model("dpsgd", 0)).hasMessageContaining("were not kept");
      assertThatThrownBy(() -> result.model(0)).hasMessageContaining("hyperprism, dpsgd");
    }
  }

  @Test
  void aSettingOfAnyLanguageIsRead() {
    String configuration =
        HyperPrismJob.on(spark)
            .set("evaluate.rounds", new int[] {3, 5})
            .set("methods", new String[] {"dpsgd", "mudag"})
            .set("train.momentum", 0.5f)
            .set("links.kind", "mobility")
            .configuration();
    for (Object rounds : List.of(new long[] {3, 5}, new short[] {3, 5}, new Object[] {3, 5L})) {
      assertThat(HyperPrismJob.on(spark).set("evaluate.rounds", rounds).configuration())
          .contains("evaluate.rounds = [3, 5]\n");
    }
    assertThat(SettingValues.hocon(List.of(new float[] {0.5f}, new boolean[] {true})))
        .isEqualTo("[[0.5], [true]]");
    assertThat(configuration)
        .contains("evaluate.rounds = [3, 5]\n", "methods = [dpsgd, mudag]\n")
        .contains("train.momentum = 0.5\n", "links.kind = mobility\n");
    assertThatThrownBy(() -> HyperPrismJob.on(spark).set("round", 3).configuration())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set(\"round\", 3): round is not a setting; did you mean rounds?");
    assertThatThrownBy(() -> HyperPrismJob.on(spark).load("no.conf").run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no.conf does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "distributed"})
  void aRunIsCancelledFromAnotherThread(String mode) throws Exception {
    HyperPrismJob job = SmallJobs.job(spark).set("rounds", 100_000).set("engine.mode", mode);
    List<Integer> rounds = new ArrayList<>();
    job.onRound(
        metrics -> {
          rounds.add(metrics.round());
          if (metrics.round() == 3) {
            Thread other = new Thread(job::cancel);
            other.start();
            join(other);
          }
        });
    assertThatThrownBy(job::run)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the run was cancelled");
    assertThat(rounds).containsExactly(1, 2, 3);
    assertThat(spark.range(5).count()).isEqualTo(5);
    assertThat(job.set("rounds", 2).run().metrics().count()).as("runs again").isEqualTo(4);
  }

  @Test
  void anInterruptedThreadEndsTheRun() {
    HyperPrismJob job = SmallJobs.job(spark).set("rounds", 100_000);
    job.onRound(metrics -> Thread.currentThread().interrupt());
    assertThatThrownBy(job::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(spark.range(5).count()).isEqualTo(5);
  }

  @Test
  void aJobGroupEndsARunOfSparkJobs() {
    HyperPrismJob job =
        SmallJobs.job(spark).set("rounds", 100_000).set("engine.mode", "distributed");
    spark.sparkContext().setJobGroup("paragraph", "a paragraph of a note", false);
    job.onRound(
        metrics -> {
          if (metrics.round() == 2) {
            Thread other =
                new Thread(
                    () -> {
                      for (int i = 0; i < 100; i++) {
                        spark.sparkContext().cancelJobGroup("paragraph");
                        sleep();
                      }
                    });
            other.setDaemon(true);
            other.start();
          }
        });
    try {
      assertThatThrownBy(job::run).hasMessageContaining("paragraph");
      assertThat(spark.sparkContext().getLocalProperty("spark.jobGroup.id")).isEqualTo("paragraph");
      assertThat(spark.sparkContext().getLocalProperty("spark.job.description"))
          .isEqualTo("a paragraph of a note");
    } finally {
      spark.sparkContext().clearJobGroup();
    }
    assertThat(spark.range(5).count()).isEqualTo(5);
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
