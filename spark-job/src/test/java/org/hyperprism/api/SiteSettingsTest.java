package org.hyperprism.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.spark.JavaSerialized;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Settings that a site has made its default give the bits and tables of Spark's own defaults.
 * Speculation and dynamic allocation, which Spark heeds on a cluster alone: SubmissionMatrixIT.
 */
@WithSpark
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SiteSettingsTest {

  private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  /** Of a session that is not ours. */
  enum Site {
    KRYO_SERIALIZER(Map.of("spark.serializer", KRYO)),
    /** What is cached does not fit into memory, so it is written to disk as well. */
    KRYO_WITH_REGISTRATION_AND_LITTLE_MEMORY(
        Map.of(
            "spark.serializer",
            KRYO,
            "spark.kryo.registrationRequired",
            "true",
            "spark.kryo.classesToRegister",
            JavaSerialized.class.getName(),
            "spark.testing.memory",
            "6000000",
            "spark.testing.reservedMemory",
            "0")),
    AUTHENTICATION_AND_ENCRYPTION(
        Map.of(
            "spark.authenticate",
            "true",
            "spark.network.crypto.enabled",
            "true",
            "spark.io.encryption.enabled",
            "true")),
    COMPRESSION(Map.of("spark.shuffle.compress", "true", "spark.rdd.compress", "true"));

    @SuppressWarnings("ImmutableEnumChecker") // the maps are made by Map.of
    final Map<String, String> settings;

    Site(Map<String, String> settings) {
      this.settings = settings;
    }
  }

  @TempDir Path directory;
  private String configuration = "";
  private List<String> checksums = List.of();
  private List<String> metrics = List.of();

  @BeforeAll
  void runWithSparksDefaults(SparkSession shared) {
    HyperPrismJob job = job(shared);
    configuration = job.configuration();
    try (RunResult result = job.run()) {
      checksums = SmallJobs.checksums(result.summary());
      metrics = metrics(result);
    }
    shared.stop(); // a JVM has one Spark; the next test class gets a new one
  }

  @ParameterizedTest
  @EnumSource
  void aSessionOfTheSiteGivesTheSameBits(Site site) {
    SparkSession.Builder builder = SparkSession.builder();
    Map<String, String> settings = new TreeMap<>(LOCAL);
    settings.putAll(site.settings);
    settings.forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate();
        RunResult result = job(spark).run()) {
      assertThat(SmallJobs.checksums(result.summary())).isEqualTo(checksums);
      assertThat(metrics(result)).isEqualTo(metrics);
      assertThat(result.links().count()).isPositive();
      assertThat(result.model("dpsgd", 7)).hasSize(7850);
    }
  }

  /** Without a session of the caller's, ours has Java's serialiser whatever the site says. */
  @Test
  void ourOwnSessionDoesWithoutKryo() {
    Map<String, String> properties = new TreeMap<>(LOCAL);
    properties.put("spark.serializer", KRYO);
    properties.put("spark.kryo.registrationRequired", "true");
    properties.forEach(System::setProperty);
    try {
      Summary summary =
          new Experiment(
                  ConfigurationLoader.parse(configuration),
                  new RunOptions(Optional.of(directory.resolve("run").toString()), false, false),
                  new RunObserver() {})
              .run();
      assertThat(SmallJobs.checksums(summary)).isEqualTo(checksums);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  private static final Map<String, String> LOCAL =
      Map.of(
          "spark.master", "local[2]",
          "spark.app.name", "site",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.ui.enabled", "false");

  private static HyperPrismJob job(SparkSession spark) {
    return SmallJobs.job(spark)
        .set("rounds", 3)
        .set("engine.mode", "distributed")
        .set("engine.partitions", 3);
  }

  /** Without what depends on the machine. */
  private static List<String> metrics(RunResult result) {
    return result
        .metrics()
        .drop(
            "seconds",
            "seconds_local_steps",
            "seconds_aggregation",
            "seconds_evaluation",
            "bytes_shuffled")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }
}
