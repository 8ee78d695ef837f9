package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagedApplicationIT {

  private static final Path LAYOUT =
      Path.of(Objects.requireNonNull(System.getProperty("layout.directory")));
  private static final Path APPLICATION = LAYOUT.resolve("hyperprism.jar");

  /** A shell writes the letter, as the Java of this test may know ASCII alone. */
  private static final String IN_A_FOLDER_BEYOND_ASCII =
      """
      out=$(printf 'Ergebnisse-\\303\\274')
      "$@" --out "$out" || exit
      test -s "$out/summary.json" && test "$(ls)" = "$(printf '%s\\nevents' "$out")"
      """;

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  @Test
  void theJarHoldsWhatAClusterLacksAndNothingOfWhatItHas() throws IOException {
    try (JarFile jar = new JarFile(APPLICATION.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("org.hyperprism.cli.HyperPrism");
      List<String> names = jar.stream().map(JarEntry::getName).toList();
      assertThat(names)
          .contains(
              "org/hyperprism/failure/HyperPrismException.class",
              "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class",
              "picocli/CommandLine.class",
              "com/typesafe/config/Config.class")
          .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
          .noneMatch(
              name ->
                  name.matches(
                      "(org/apache/(spark|hadoop)|scala|org/slf4j|com/fasterxml/jackson"
                          + "|com/google/(common|gson)|org/apache/commons/(io|lang3))/.*"));
    }
  }

  @Test
  void theThinJarIsSmallAndClashesWithNothing() throws IOException {
    Path thin = LAYOUT.resolveSibling("hyperprism-thin.jar");
    assertThat(Files.size(thin)).isLessThan(20_000_000);
    try (JarFile jar = new JarFile(thin.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("org/hyperprism/cli/HyperPrism.class", "org/hyperprism/ml/package-info.class")
          .allMatch(
              name ->
                  name.matches(
                      "(org|me|onnx|org/apache|org/apache/commons|org/nd4j|org/nd4j/shade)/"
                          + "|(META-INF|org/hyperprism|org/tensorflow|org/apache/commons/rng|org/knowm"
                          + "|me/tongfei|picocli|org/nd4j/shade/protobuf)/.*"
                          + "|onnx/Onnx[^/]*|[^/]+"));
    }
  }

  @Test
  @Tag("slow")
  void aRunInAFolderBeyondAsciiIsWholeAndItsEventLogNamesTheRoundOfEveryJob()
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("HYPERPRISM_EVENT_LOG", "events");
    environment.put("LC_ALL", "C");
    List<String> command = new ArrayList<>(List.of("bash", "-c", IN_A_FOLDER_BEYOND_ASCII, "out"));
    command.addAll(
        Launcher.quickstart(List.of("--set", "engine.mode=distributed", "--set", "rounds=2")));

    // Its exit code is 0 only where the summary stands in the folder that was named.
    Program.Result result = Program.run(directory, environment, command);

    assertThat(result.exitCode()).as(result.printed()).isZero();
    try (Stream<Path> logs = Files.list(directory.resolve("events"))) {
      assertThat(logs)
          .singleElement()
          .satisfies(
              log ->
                  assertThat(Files.readString(log))
                      .contains("hyperprism, round 2 of 2: exchange", "dpsgd, round 1 of 2"));
    }
  }

  @Test
  void theLauncherTakesClassesFromTheArchiveOfTheBuild() throws IOException, InterruptedException {
    Path loaded = directory.resolve("loaded.txt");
    Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\nexec '%s/bin/java' '-Xlog:class+load:file=%s' \"$@\"\n"
            .formatted(System.getProperty("java.home"), loaded));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("JAVA_HOME", directory.resolve("jdk").toString());

    Program.Result result = Program.run(directory, environment, Launcher.command("--version"));

    assertThat(result.exitCode()).as(result.printed()).isZero();
    assertThat(Files.readString(loaded))
        .contains("org.hyperprism.cli.HyperPrism source: shared objects file (top)");
  }

  @Test
  @Tag("slow")
  void sparkSubmitOfTheLayoutRunsAJobThatUsesTheJar() throws IOException, InterruptedException {
    Path job = directory.resolve("small-job.jar");
    writeJar(job);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    command.addAll(List.of("-cp", LAYOUT.resolve("spark").resolve("*").toString()));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    command.addAll(List.of("--properties-file", Path.of("../conf/spark-defaults.conf").toString()));
    command.addAll(List.of("--class", SmallJob.class.getName(), "--jars", APPLICATION.toString()));
    command.add(job.toString());

    Program.Result result =
        Program.run(
            Path.of("."), Map.of("SPARK_LOCAL_IP", "127.0.0.1", "OMP_NUM_THREADS", "1"), command);

    assertThat(result.out()).as(result.err()).contains("sum of squares 30.0 on local[2]");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void theLauncherWorksThroughALinkFromAnyDirectory() throws IOException, InterruptedException {
    Path link =
        Files.createSymbolicLink(
            directory.resolve("hp"), Path.of("..", "hyperprism").toAbsolutePath().normalize());
    Files.writeString(directory.resolve("own.conf"), "rounds = 12\n");

    Program.Result result =
        Program.run(
            directory, Map.of(), List.of(link.toString(), "config", "--resolved", "own.conf"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("rounds = 12\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void theLauncherHandsOnTheMasterAndTheExitCode() throws IOException, InterruptedException {
    String launcher = Path.of("..", "hyperprism").toAbsolutePath().normalize().toString();

    Program.Result local =
        Program.run(directory, Map.of(), List.of(launcher, "run", "absent.conf"));
    Program.Result submitted =
        Program.run(
            directory, Map.of(), List.of(launcher, "run", "--master", "local[1]", "absent.conf"));

    assertThat(local.exitCode()).isEqualTo(2);
    assertThat(submitted.exitCode()).isEqualTo(2);
    assertThat(local.err()).startsWith("hyperprism: absent.conf does not exist;");
    assertThat(submitted.err()).contains("hyperprism: absent.conf does not exist;");
  }

  /** A table is read by Spark, so this ends before any data is prepared. */
  @Test
  void aHeapBelowSparksLeastIsRefused() throws IOException, InterruptedException {
    Path table = directory.resolve("table.csv");
    Files.writeString(table, "label,x\n" + "0,1\n1,2\n".repeat(20));

    Program.Result result =
        Program.run(
            directory,
            Map.of("HYPERPRISM_HEAP", "300m"),
            Launcher.quickstart(
                List.of("--set", "data.name=table", "--set", "data.path=" + table.getFileName())));

    assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("hyperprism: this Java has ")
        .contains("MB of memory and Spark needs 472; give it more (HYPERPRISM_HEAP=1g")
        .hasLineCount(1);
  }

  /** Spark would end a JVM whose task has run out of memory, with exit code 52. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "distributed"})
  @Tag("slow")
  void aRunThatOutgrowsTheHeapSaysSo(String mode) throws IOException, InterruptedException {
    Program.Result result =
        Program.run(
            directory,
            Map.of("HYPERPRISM_HEAP", "600m", "SPARK_LOCAL_IP", "127.0.0.1"),
            Launcher.quickstart(
                List.of("--set", "engine.mode=" + mode, "--set", "train.batchSize=1000000")));

    assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
    assertThat(result.err().lines().filter(line -> line.startsWith("hyperprism: ")))
        .singleElement()
        .asString()
        .contains("out of memory", "HYPERPRISM_HEAP");
  }

  @Test
  void theLauncherSaysInOneLineWhatIsMissing() throws IOException, InterruptedException {
    String launcher = Path.of("..", "hyperprism").toAbsolutePath().normalize().toString();

    Program.Result noJava =
        Program.run(directory, Map.of("JAVA_HOME", "/nowhere"), List.of(launcher, "config"));
    Program.Result noMaster = Program.run(directory, Map.of(), List.of(launcher, "--master"));

    assertThat(noJava.exitCode()).isEqualTo(2);
    assertThat(noJava.err())
        .isEqualTo(
            "hyperprism: JAVA_HOME is /nowhere, which has no bin/java; point it to a JDK 17 to"
                + " 22\n");
    assertThat(noMaster.exitCode()).isEqualTo(2);
    assertThat(noMaster.err().lines()).hasSize(1);
  }

  private static void writeJar(Path jar) throws IOException {
    String prefix = SmallJob.class.getName().replace('.', '/');
    Path classes = Path.of("target", "test-classes");
    try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes.resolve(prefix).resolveSibling("."))) {
      for (Path file : files.filter(path -> path.toString().contains("SmallJob")).toList()) {
        stream.putNextEntry(new JarEntry(classes.relativize(file.normalize()).toString()));
        try (InputStream content = Files.newInputStream(file)) {
          content.transferTo(stream);
        }
      }
    }
  }
}
