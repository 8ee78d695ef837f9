package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher hands to Java, and what it refuses. */
class LauncherTest extends CopiedLauncher {

  @Test
  void withoutAMasterTheProgramIsStartedAtOnce() throws IOException, InterruptedException {
    Program.Result result = launch(Map.of(), "run", "my file.conf");

    assertThat(result.exitCode()).as(result.printed()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("<-Xmx2g>\n", "<-Dspark.master=local[*]>\n", "<-Xss4m>\n")
        .endsWith("<org.hyperprism.cli.HyperPrism>\n<run>\n<my file.conf>\n");
  }

  /** Of this machine's build, for the JVM of this machine: not for one that spark-submit starts. */
  @Test
  void classesThatTheBuildLaidDownAreUsedWithoutAMaster() throws IOException, InterruptedException {
    Path archive = home.resolve("spark-job/target/hyperprism/classes.jsa");
    String flag = "<-XX:SharedArchiveFile=" + archive + ">";

    assertThat(launch(Map.of(), "run").out()).doesNotContain("SharedArchiveFile", "-Xlog");
    Files.writeString(archive, "classes");
    assertThat(launch(Map.of(), "run").out()).contains(flag, "<-Xlog:cds=off>");
    assertThat(launch(Map.of(), master()).out()).doesNotContain("SharedArchiveFile", "-Xlog");
  }

  /** A JVM that must show an agent the file of a class crashes with those of newer Javas alone. */
  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "a file"})
  void aJvmThatIsWatchedLoadsClassesItself(String by) throws IOException, InterruptedException {
    Files.writeString(home.resolve("spark-job/target/hyperprism/classes.jsa"), "classes");
    if (by.equals("a file")) {
      Files.writeString(home.resolve("conf/jvm.options"), "-javaagent:watcher.jar\n");
    }

    Program.Result result = launch(Map.of(by, "-XX:StartFlightRecording"), "run");

    assertThat(result.out()).as(result.printed()).doesNotContain("SharedArchiveFile");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          11  | HyperPrism needs a JDK 17 to 22
          1.8 | HyperPrism needs a JDK 17 to 22
          23  | Hadoop's client, which Spark 3.5 brings, runs on Java 17 to 22
          24  | Hadoop's client, which Spark 3.5 brings, runs on Java 17 to 22
          25  | Hadoop's client, which Spark 3.5 brings, runs on Java 17 to 22
          30  | Hadoop's client, which Spark 3.5 brings, runs on Java 17 to 22
          """)
  void anotherJavaIsRefused(String version, String message)
      throws IOException, InterruptedException {
    assertRefused(launch(Map.of("VERSION", version), "run"), "is Java " + version + "; ", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k=v", "k: v", "k = v", "k v", "  k\tv  ", "k=v\r", "k v \t\r"})
  void aSettingOfSparkMayStandInEveryFormOfAPropertiesFile(String line)
      throws IOException, InterruptedException {
    Files.writeString(home.resolve("conf/spark-defaults.conf"), "# ours\n\n" + line + "\n");

    Program.Result result = launch(Map.of(), "run");

    assertThat(result.out()).as(result.printed()).contains("<-Dk=v>\n");
    assertThat(work).isEmptyDirectory();
  }

  /** Spark's page, and the log for its history server, by one setting. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEventLogTurnsSparksPageOn(boolean submitted) throws IOException, InterruptedException {
    Program.Result result =
        launch(
            Map.of("HYPERPRISM_EVENT_LOG", "my events"),
            submitted ? master() : new String[] {"run"});

    assertThat(result.out())
        .as(result.printed())
        .contains(
            "spark.ui.enabled=true>\n",
            "spark.eventLog.enabled=true>\n",
            "spark.eventLog.dir=my events>\n");
    assertThat(result.out().indexOf("spark.ui.enabled=true"))
        .as("after the default")
        .isGreaterThan(result.out().indexOf("spark.ui.enabled=false"));
    assertThat(work.resolve("my events")).isDirectory();
  }

  /** Spark's own program ends with 0 whatever comes of that driver. */
  @ParameterizedTest
  @CsvSource({"FINISHED,0", "FAILED,1", "KILLED,1", "ERROR,1"})
  void theEndOfADriverOnAStandaloneClusterIsTheLaunchers(String state, int exitCode)
      throws IOException, InterruptedException {
    String said = "State of driver driver-1 is %s, exiting spark-submit JVM.".formatted(state);
    Program.Result result =
        launch(
            Map.of(
                "SAID",
                "12:00:00 INFO  ClientEndpoint: State of driver driver-1 is RUNNING\n"
                    + "12:00:01 INFO  ClientEndpoint: "
                    + said,
                "HYPERPRISM_SPARK_OPTIONS",
                "--deploy-mode cluster"),
            "--master",
            "spark://host:7077",
            "run");

    assertThat(result.exitCode()).as(result.printed()).isEqualTo(exitCode);
    assertThat(result.err()).contains(said);
    assertThat(result.err().contains("hyperprism: the driver on the cluster has " + state))
        .isEqualTo(exitCode != 0);
    assertThat(result.out()).contains("<org.apache.spark.deploy.SparkSubmit>");
  }

  @Test
  void anotherSparkIsRefused() throws IOException, InterruptedException {
    Path spark = Files.createDirectories(home.resolve("spark"));
    Map<String, String> variables = Map.of("SPARK_HOME", spark.toString());
    assertRefused(launch(variables, "run"), "SPARK_HOME is ", ", which has no bin/spark-submit");

    Files.createDirectories(spark.resolve("bin"));
    executable("spark/bin/spark-submit", "#!/bin/sh\necho submitted\n");
    assertThat(launch(variables, "run").out()).isEqualTo("submitted\n");
    Path core = Files.createDirectory(spark.resolve("jars")).resolve("spark-core_2.12-3.5.9.jar");
    Files.writeString(core, "");
    assertThat(launch(variables, "run").out()).isEqualTo("submitted\n");
    Files.move(core, core.resolveSibling("spark-core_2.13-4.0.0.jar"));
    assertRefused(
        launch(variables, "run"),
        "whose Spark is 2.13-4.0.0 (Scala and Spark); HyperPrism needs Spark 3.5 with Scala 2.12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "2 g", "-Xmx", "1.5g", "0g", "4gb"})
  void aHeapThatIsNoSizeIsRefused(String heap) throws IOException, InterruptedException {
    assertRefused(
        launch(Map.of("HYPERPRISM_HEAP", heap), "run"),
        "HYPERPRISM_HEAP is ",
        "expected a size of memory, such as 4g or 900m");
  }

  /** Java would end with its own words and exit code 1, or with a stack trace. */
  @ParameterizedTest
  @ValueSource(strings = {"1k", "99999k", "2m", "99m", "99999999"})
  void aHeapOfWhichNothingComesIsRefused(String heap) throws IOException, InterruptedException {
    assertRefused(
        launch(Map.of("HYPERPRISM_HEAP", heap), "run"),
        "HYPERPRISM_HEAP is " + heap + ", and Spark needs 472 MB; give it more, such as 1g");
  }

  @Test
  void aHeapThatThisMachineCannotGiveIsRefused() throws IOException, InterruptedException {
    assertRefused(
        launch(Map.of("HYPERPRISM_HEAP", "90t"), "run"),
        "bin/java does not start, with a heap of 90t (HYPERPRISM_HEAP): Could not reserve enough");
    for (String heap : List.of("100m", "100000k", "100000000", "1t")) {
      assertThat(launch(Map.of("HYPERPRISM_HEAP", heap), "run").exitCode()).as(heap).isZero();
    }
  }

  @Test
  void flagsMayHaveComeFromWindows() throws IOException, InterruptedException {
    Files.writeString(home.resolve("conf/jvm.options"), "# ours\r\n-Xss4m\r\n");
    assertThat(launch(Map.of(), "run").out()).contains("<-Xss4m>\n");
  }

  @Test
  void aHeapMayBeGivenAsJavaNamesIt() throws IOException, InterruptedException {
    assertThat(launch(Map.of("HYPERPRISM_HEAP", "-Xmx900m"), "run").out()).contains("<-Xmx900m>\n");
  }

  @Test
  void anAsciiLocaleGivesWayToOneThatKnowsAllLetters() throws IOException, InterruptedException {
    assertThat(launch(Map.of("LC_ALL", "C"), "run").out()).startsWith("LC_ALL is C.UTF-8\n");
    assertThat(launch(Map.of("LC_ALL", "C.UTF-8"), "run").out()).startsWith("LC_ALL is C.UTF-8\n");
  }

  /** Both found nothing built when they started. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void ofTwoLaunchersThatStartAtOnceOneBuilds() throws IOException, InterruptedException {
    Path layout = home.resolve("spark-job/target/hyperprism");
    Files.delete(layout.resolve("hyperprism.jar"));
    Path tools = Files.createDirectory(home.resolve("tools"));
    executable(
        "tools/mvn",
        "#!/bin/sh\necho built >> '%s'\nsleep 2\necho newest > '%s'\n"
            .formatted(work.resolve("builds"), layout.resolve("hyperprism.jar")));
    Map<String, String> environment =
        environment(Map.of("PATH", tools + ":" + System.getenv("PATH")));
    Program.Result both =
        Program.run(
            work,
            environment,
            List.of(
                "bash",
                "-c",
                "\"$0\" run one & \"$0\" run two; two=$?; wait $! && exit $two",
                home.resolve("hyperprism").toString()));

    assertThat(both.exitCode()).as(both.printed()).isZero();
    assertThat(both.out()).contains("<one>", "<two>");
    assertThat(both.err()).contains("hyperprism: another launcher is building; waiting for it");
    assertThat(work.resolve("builds")).hasContent("built");
  }

  @Test
  void tooFewOpenFilesAreRefused() throws IOException, InterruptedException {
    String launcher = home.resolve("hyperprism").toString();
    assertRefused(
        Program.run(
            work,
            environment(Map.of()),
            List.of("bash", "-c", "ulimit -n 200 && exec \"$0\" run", launcher)),
        "this user may open 200 files at once",
        "ulimit -n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "local[2", "Local[2]", "spark:host", "spark://", "YARN", "2"})
  void aMasterThatIsNoneOfSparksIsRefused(String master) throws IOException, InterruptedException {
    assertRefused(
        launch(Map.of(), "--master", master, "run"),
        "--master is " + master + "; expected a URL, such as --master spark://host:7077");
  }
}
