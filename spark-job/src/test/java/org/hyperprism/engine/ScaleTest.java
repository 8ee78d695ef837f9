package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand devices of degree ten, each with a logistic regression of 7,850 parameters. */
@Tag("slow")
class ScaleTest {

  private static final String HEAP = "-Xmx5g";
  private static final long MOST_MEMORY = 8L << 30;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"local", "distributed"})
  void tenThousandDevicesFitIntoEightGigabytes(String mode)
      throws IOException, InterruptedException {
    ScaleProbe.Figures figures = run(mode, 2, 10_000);

    System.out.printf("%s: %s%n", mode, figures);
    assertThat(figures.peak()).isLessThan(MOST_MEMORY);
    assertThat(figures.edges()).isLessThan(0.05 * figures.round());
  }

  /** The figures of a run in a JVM of its own. */
  private ScaleProbe.Figures run(String mode, int rounds, int devices)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    command.add("-Dspark.shuffle.compress=false");
    command.add("-Dspark.local.dir=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ScaleProbe.class.getName());
    command.addAll(List.of(mode, "2", Integer.toString(rounds), Integer.toString(devices)));
    Path output = directory.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    int exitCode = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(exitCode).as(text).isZero();
    return text.lines()
        .filter(line -> line.startsWith(ScaleProbe.MARK + " "))
        .map(ScaleProbe.Figures::parse)
        .findFirst()
        .orElseThrow();
  }
}
