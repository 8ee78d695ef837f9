package org.hyperprism.experiment.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.simulation.DeviceProfile;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.StaticGraph;
import org.hyperprism.topology.schedule.StaticShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetSourceTest {

  private static final LinkSchedule RING = new StaticGraph(StaticShape.RING, 3);
  private static final ModelDefinition LENET = ModelZoo.definition("lenet", 1, 28, 28, 10);

  @TempDir Path directory;

  private static ExperimentConfiguration configuration(String... settings) {
    List<String> all = new ArrayList<>(List.of("devices=3", "time.enabled=true"));
    all.addAll(List.of(settings));
    return ConfigurationLoader.load(Optional.empty(), all);
  }

  private static Fleet fleet(String... settings) {
    return FleetSource.of(configuration(settings), LENET, RING).orElseThrow();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("values.csv"), text);
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(HyperPrismException.class).message().contains(parts);
  }

  @Test
  void nothingIsMadeOfSettingsThatAreOff() {
    assertThat(FleetSource.of(configuration("time.enabled=false"), LENET, RING)).isEmpty();
  }

  @Test
  void profilesTakeTurnsAndSettingsOverruleThem() {
    Fleet fleet = fleet("time.profiles=[milk-v-mars,orange-pi-5]", "time.watts.idle=0.25");

    assertThat(fleet.speeds()).containsExactly(2.06e9, 53.33e9, 2.06e9);
    assertThat(fleet.powers().get(1).computing()).isEqualTo(11.5);
    assertThat(fleet.powers().get(1).idle()).isEqualTo(0.25);
    assertThat(DeviceProfile.ORANGE_PI_5.power().sending()).isBetween(1.32, 1.33);
  }

  @Test
  void speedsAreReadFromATable() throws IOException {
    Path table = file("device,value\n2,3e9\n0,1e9\n1,2e9\n");

    assertThat(fleet("time.speed=\"" + table + "\"").speeds()).containsExactly(1e9, 2e9, 3e9);
    assertThat(fleet("time.speed=\"lognormal 1e9 0.5\"").speeds())
        .isEqualTo(fleet("time.speed=\"lognormal 1e9 0.5\"").speeds())
        .doesNotHaveDuplicates();
  }

  /** What programs of tables and people write; times of devices are read by the same class. */
  @Test
  void tablesOfOtherProgramsAreRead() throws IOException {
    Path table =
        file(
            "\uFEFF# speeds\r\n\"device\", value\r\n\r\n2,\"3e9\"\r\n# the first\r\n 0 , .5\r\n1,+0.30000000000000004\r\n");
    assertThat(fleet("time.speed=\"" + table + "\"").speeds())
        .containsExactly(0.5, 0.30000000000000004, 3e9);

    Path packed = directory.resolve("rates.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(
          "# rates\n\"source\",\"destination\",\"value\"\n0,1,5\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    Fleet fleet = fleet("time.rate=\"" + packed + "\"");
    assertThat(fleet.links().rates().of(1, 0, Optional.empty())).isEqualTo(5);
  }

  @Test
  void tablesThatAreNotSoundAreRefused() throws IOException {
    String speed = "time.speed=\"" + directory.resolve("values.csv") + "\"";
    String rate = "time.rate=\"" + directory.resolve("values.csv") + "\"";
    assertRefused(() -> fleet(speed), "time.speed", "there is no such file", "device,value");
    file("device,value\n0,1\n1,2\n");
    assertRefused(() -> fleet(speed), "has no row of device 2");
    assertRefused(() -> fleet(rate), "values.csv:1", "source,destination,value");
    file("device,value\n0,1\n0,2\n");
    assertRefused(() -> fleet(speed), "values.csv:3 has device 0 again");
    for (String row :
        List.of("0,0", "0,-1", "0,x", "0,1e999", "0,NaN", "0,2f", "0,0x5", "0,1e-999", "0,")) {
      file("device,value\n" + row + "\n");
      assertRefused(() -> fleet(speed), "values.csv:2 is '" + row + "'; expected a number > 0");
    }
    for (String row :
        List.of("3,1", "-1,1", "x,1", "99999999999999999999,1", "\u0661,1", "\"0,1\"")) {
      file("device,value\n" + row + "\n");
      assertRefused(() -> fleet(speed), "values.csv:2 is '" + row + "'; expected a device from 0");
    }
    for (String row : List.of("0,1,2", "0", "0;1")) {
      file("device,value\n" + row + "\n");
      assertRefused(() -> fleet(speed), "values.csv:2 is '" + row + "'; expected 2 cells");
    }
    file("# nothing\n");
    assertRefused(() -> fleet(speed), "values.csv is empty; expected the line device,value");
    file("\u0000".repeat(100_000));
    assertThatThrownBy(() -> fleet(speed)).message().hasSizeLessThan(500);
    file("source,destination,value\n0,1,5\n0,1,6\n");
    assertRefused(() -> fleet(rate), "values.csv:3 has the link from device 0 to 1");
    file("source,destination,value\n0,0,5\n");
    assertRefused(() -> fleet(rate), "values.csv:2");
  }

  @Test
  void aLinkWithoutARateIsMissed() throws IOException {
    file("source,destination,value\n0,1,5\n1,2,7\n2,1,9\n");
    Fleet fleet = fleet("time.rate=\"" + directory.resolve("values.csv") + "\"");

    assertThat(fleet.links().rates().of(0, 1, Optional.empty())).isEqualTo(5);
    assertThat(fleet.links().rates().of(1, 0, Optional.empty())).isEqualTo(5);
    assertThat(fleet.links().rates().of(2, 1, Optional.empty())).isEqualTo(9);
    assertRefused(
        () -> fleet.links().rates().of(0, 2, Optional.empty()), "device 0 to 2", "'0,2,RATE'");
  }

  @Test
  void whatIsNotKnownIsAskedFor() {
    assertRefused(() -> fleet("time.rate=snr"), "time.rate is snr", "links.kind = trace");
  }

  @Test
  void keepingWhatWasSentLastIsRefusedWhereItDoesNotFit() {
    ExperimentConfiguration keep = configuration("time.deadline=1", "time.late=keep");
    for (String name : List.of("dpsgd", "hyperprism")) {
      FleetSource.requireSuited(keep, keep.method(name, LENET.layout()), name);
    }
    for (String name : List.of("sgp", "dsgt")) {
      assertRefused(
          () -> FleetSource.requireSuited(keep, keep.method(name, LENET.layout()), name),
          "time.late is keep, and " + name);
    }
  }

  @Test
  void operationsAreThoseOfTheLayers() {
    // LeNet's are in LayeredModel; softmax regression: 2 * 784 * 10 + 10.
    assertThat(ModelZoo.definition("lr", 1, 28, 28, 10).forwardFlops()).hasValue(15_690);
  }
}
