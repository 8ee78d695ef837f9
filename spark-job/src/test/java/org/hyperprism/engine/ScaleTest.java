package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten thousand devices of degree ten, each with a logistic regression of 7,850 parameters; and,
 * where {@code hyperprism.scale} is true, how a round's time grows to there from a hundred devices.
 */
@Tag("slow")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ScaleTest {

  private static final String HEAP = "-Xmx5g";

  /** Of a hundred thousand devices: what of their state does not fit lies on disk. */
  private static final String LARGE_HEAP = "-Xmx12g";

  private static final long MOST_MEMORY = 8L << 30;

  @TempDir Path directory;

  @Test
  void tenThousandDevicesOnSparkFitIntoEightGigabytes() throws IOException, InterruptedException {
    assertTenThousandDevicesFit("distributed");
  }

  @Tag("matrix")
  @Test
  void tenThousandDevicesWithoutItFitIntoEightGigabytes() throws IOException, InterruptedException {
    assertTenThousandDevicesFit("local");
  }

  private void assertTenThousandDevicesFit(String mode) throws IOException, InterruptedException {
    ScaleProbe.Figures figures = run(HEAP, mode, 2, 3, 10_000).get(0);

    print(mode, figures);
    assertThat(figures.peak()).isPositive().isLessThan(MOST_MEMORY);
    // Links are drawn once in a JVM, and weighed and sorted by the tasks side by side.
    assertThat(figures.edges()).isLessThan(0.05 * figures.round());
  }

  /** Times are stated and not held to anything: they are the machine's. */
  @ParameterizedTest
  @EnabledIfSystemProperty(named = "hyperprism.scale", matches = "true")
  @ValueSource(strings = {"local", "distributed"})
  void roundTimeFromAHundredToTenThousandDevices(String mode)
      throws IOException, InterruptedException {
    List<ScaleProbe.Figures> all = run(HEAP, mode, 2, 7, 100, 300, 1_000, 3_000, 10_000);

    all.forEach(figures -> print(mode, figures));
    System.out.printf(
        Locale.ROOT,
        "%s: round time grows as devices^%.3f (least squares), %.1f us a device and round%n",
        mode,
        exponent(all),
        1e6 * all.get(all.size() - 1).round() / all.get(all.size() - 1).devices());
    assertThat(all).hasSize(5);
  }

  /** In the number of blocks that a run has for so many, where nobody sets it. */
  @ParameterizedTest
  @EnabledIfSystemProperty(named = "hyperprism.scale", matches = "true")
  @CsvSource({"local, 2", "distributed, 24"})
  void aHundredThousandDevicesFitIntoSixteenGigabytes(String mode, int blocks)
      throws IOException, InterruptedException {
    ScaleProbe.Figures figures = run(LARGE_HEAP, mode, blocks, 1, 100_000).get(0);

    print(mode, figures);
    assertThat(figures.peak()).isPositive().isLessThan(16L << 30);
  }

  /** Slope of the line through log(round time) over log(devices). */
  private static double exponent(List<ScaleProbe.Figures> all) {
    double meanDevices = all.stream().mapToDouble(f -> Math.log(f.devices())).average().orElse(0);
    double meanRound = all.stream().mapToDouble(f -> Math.log(f.round())).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (ScaleProbe.Figures figures : all) {
      double devices = Math.log(figures.devices()) - meanDevices;
      products += devices * (Math.log(figures.round()) - meanRound);
      squares += devices * devices;
    }
    return products / squares;
  }

  private static void print(String mode, ScaleProbe.Figures figures) {
    System.out.printf(
        Locale.ROOT,
        "%s, %d devices: round %.4f s; core seconds: local steps %.4f, aggregation %.4f, links %.5f"
            + " (%.2f %% of the round); garbage collection %.1f %%, shuffled %.1f MB, peak %.2f"
            + " GB%n",
        mode,
        figures.devices(),
        figures.round(),
        figures.localSteps(),
        figures.aggregation(),
        figures.edges(),
        100 * figures.edges() / figures.round(),
        100 * figures.collecting(),
        figures.shuffled() / 1e6,
        figures.peak() / 1e9);
  }

  /** The figures for each number of devices, from a JVM of its own. */
  private List<ScaleProbe.Figures> run(
      String heap, String mode, int partitions, int rounds, int... devices)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(List.of(heap));
    flags.addAll(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    flags.add("-Dspark.shuffle.compress=false");
    flags.add("-Dspark.local.dir=" + directory);
    List<String> arguments =
        new ArrayList<>(List.of(mode, Integer.toString(partitions), Integer.toString(rounds)));
    Arrays.stream(devices).mapToObj(Integer::toString).forEach(arguments::add);
    String text =
        JvmProbe.run(
            Map.of("SPARK_LOCAL_IP", "127.0.0.1", "OMP_NUM_THREADS", "1"),
            flags,
            ScaleProbe.class,
            arguments.toArray(String[]::new));
    return text.lines()
        .filter(line -> line.startsWith(ScaleProbe.MARK + " "))
        .map(ScaleProbe.Figures::parse)
        .toList();
  }
}
