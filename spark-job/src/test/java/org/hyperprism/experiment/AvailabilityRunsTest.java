package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;

/** Runs of devices that are not always there: the same bytes everywhere, and what is counted. */
class AvailabilityRunsTest extends SmallExperiments {

  /** Days in simulated seconds, and batteries that run out and come back. */
  private static final String[] CLOCKED = {
    "engine.checkpointEvery=2",
    "methods=[dpsgd,swarmsgd]",
    "rounds=8",
    "time.enabled=true",
    "time.speed=\"uniform 1e7 4e7\"",
    "time.rate=1e8",
    "availability.kind=day-night",
    "availability.unit=seconds",
    "availability.period=1.5",
    "availability.share=0.7",
    "availability.jitter=1",
    "availability.battery.joules=\"uniform 2 6\"",
    "availability.battery.watts=1",
    "availability.battery.back=0.3",
    "availability.emptyRound=0.4"
  };

  /** Days in rounds, and devices that come late and leave for good. */
  private static final String[] IN_ROUNDS = {
    "engine.checkpointEvery=2",
    "rounds=8",
    "availability.kind=day-night",
    "availability.period=4",
    "availability.jitter=1",
    "availability.join=\"uniform 1 4\"",
    "availability.leave=\"uniform 5 12\""
  };

  @Test
  void sameBytesOnAnyNumberOfPartitionsInAnyModeAndAfterAResume() throws IOException {
    for (String[] settings : List.of(CLOCKED, IN_ROUNDS)) {
      String name = "whole-" + settings.length;
      assertSameBytesEverywhere(name, List.of(3, 16), settings);
      Set<String> counts = new HashSet<>(column(name, "devices_present"));
      assertThat(counts).as("devices come and go").hasSizeGreaterThan(2);
    }
  }

  @Test
  void changedTablesOfDevicesAreNoticed() throws IOException {
    Path times = directory.resolve("times.csv");
    Path speeds = directory.resolve("speeds.csv");
    String[] settings = {
      "engine.checkpointEvery=2",
      "devices=3",
      "methods=[dpsgd]",
      "availability.kind=trace",
      "availability.path=\"" + times + "\"",
      "time.enabled=true",
      "time.speed=\"" + speeds + "\""
    };
    String rows = "device,from,to\n0,1,6\n1,2,5\n2,1,3\n";
    String values = "device,value\n0,1e9\n1,1e9\n2,2e9\n";
    Files.writeString(times, rows);
    Files.writeString(speeds, values);
    assertThatThrownBy(() -> experiment("tables", false, new RecordingObserver(3), settings).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    Files.writeString(times, rows.replace("2,5", "2,6"));
    assertRefused(settings);
    Files.writeString(times, rows);
    Files.writeString(speeds, values.replace("2e9", "3e9"));
    assertRefused(settings);
    Files.writeString(speeds, values);
    experiment("tables", true, new RecordingObserver(), settings).run();
    assertThat(column("tables", "devices_present")).containsExactly("2", "3", "3", "2", "2", "1");
  }

  private void assertRefused(String[] settings) {
    assertThatThrownBy(() -> experiment("tables", true, new RecordingObserver(), settings).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was begun with other tables of devices: they have the CRC-32");
  }

  /** Devices 8 and 9 have left before the end, or never came. */
  @Test
  void devicesThatHaveLeftOrNeverCameAreNotCounted() throws IOException {
    // Under the locale C Java can open no other names than ASCII's.
    boolean anyName = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    Path times = directory.resolve(anyName ? "Zeiten, äöü 日.csv" : "times, of devices.csv");
    StringBuilder rows = new StringBuilder("device,from,to\n8,1,2\n9,100,\n");
    for (int device = 0; device < 8; device++) {
      rows.append(device).append(device < 4 ? ",1,3\n" : ",1,\n");
      rows.append(device < 4 ? device + ",7,\n" : "");
    }
    Files.writeString(times, rows);
    String[] settings = {
      "methods=[dpsgd]",
      "evaluate.samples=all",
      "availability.kind=trace",
      "availability.path=\"" + times + "\""
    };
    run("counted", settings);
    assertThat(column("counted", "devices_present")).containsExactly("9", "9", "8", "4", "4", "4");
    List<String> devices = read("counted", "devices.csv");
    assertThat(devices).as("each has its row").hasSize(11);
    double mean =
        IntStream.range(0, 8)
            .mapToDouble(device -> Double.parseDouble(devices.get(1 + device).split(",", -1)[4]))
            .average()
            .orElseThrow();
    List<String> accuracies = column("counted", "accuracy_mean");
    assertThat(Double.parseDouble(accuracies.get(5))).isCloseTo(mean, within(1e-9));

    Path packed = directory.resolve("times.csv.gz");
    Files.write(packed, packed(rows.toString()));
    run("packed", with(settings, "availability.path=\"" + packed.toUri() + "\""));
    assertThat(results("packed")).isEqualTo(results("counted"));
    byte[] cut = Arrays.copyOf(packed(rows.toString()), 40);
    Files.write(packed, cut);
    assertThatThrownBy(() -> run("damaged", with(settings, "availability.path=\"" + packed + "\"")))
        .isInstanceOf(HyperPrismException.class)
        .hasMessageContaining("availability.path " + packed + ": the file cannot be read");
    assertThatThrownBy(() -> run("absent", with(settings, "availability.path=absent.csv")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "availability.path absent.csv: there is no such file; expected a CSV file with the columns device,from,to");
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aRunGoesOnWhileNobodyIsThere() throws IOException {
    run(
        "empty",
        "methods=[dpsgd]",
        "time.enabled=true",
        "availability.join=3",
        "availability.leave=5",
        "availability.emptyRound=7");
    assertThat(column("empty", "devices_present")).containsExactly("0", "0", "10", "10", "0", "0");
    assertThat(column("empty", "edges"))
        .startsWith("0", "0")
        .endsWith("0", "0")
        .filteredOn(edges -> !edges.equals("0"))
        .hasSize(2);
    assertThat(column("empty", "seconds_simulated")).startsWith("7", "7").endsWith("7", "7");
    assertThat(column("empty", "joules_simulated")).startsWith("0", "0").endsWith("0", "0");
    List<String> accuracies = column("empty", "accuracy_mean");
    assertThat(accuracies.get(5)).as("nobody is left: of all").isNotEmpty();
  }

  @Test
  void devicesThatAreAlwaysThereChangeNothing() throws IOException {
    Summary plain = run("plain", "methods=[dpsgd]");
    Summary endless =
        run("endless", "methods=[dpsgd]", "availability.kind=day-night", "availability.share=1");
    assertThat(checksums(endless)).isEqualTo(checksums(plain));
    assertThat(column("plain", "devices_present")).containsOnly("");
    assertThat(column("endless", "devices_present")).containsOnly("10");
  }

  private List<String> column(String run, String name) throws IOException {
    List<String> lines = read(run, "metrics.csv");
    int column = Arrays.asList(lines.get(0).split(",")).indexOf(name);
    return lines.subList(1, lines.size()).stream()
        .map(line -> line.split(",", -1)[column])
        .toList();
  }
}
