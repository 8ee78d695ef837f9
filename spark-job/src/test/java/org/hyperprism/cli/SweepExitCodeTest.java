package org.hyperprism.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hyperprism.results.RunOptions;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.sweep.SmallSweeps;
import org.hyperprism.sweep.SweepLoader;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code hyperprism sweep} ends: by the worst that any experiment has come to. */
class SweepExitCodeTest extends SmallSweeps {

  private static final String DIVERGING = "{ name = diverging, dpsgd.learningRate = 3e38 }";
  private static final String SOUND = "{ name = sound }";

  private final StringWriter out = new StringWriter();

  @Test
  void aSweepOfWhichAllIsDoneEndsWell() throws IOException {
    assertThat(sweep("all", false, SOUND)).isZero();
    assertThat(out.toString())
        .contains("| dpsgd ")
        .endsWith("results: " + directory.resolve("all") + System.lineSeparator());
    assertThat(sweep("all", true, SOUND)).as("nothing is left").isZero();
  }

  @Test
  void anExperimentThatTheUserCanMendEndsItWithTwo() throws IOException {
    assertThat(sweep("mendable", false, DIVERGING, SOUND)).isEqualTo(2);
    assertThat(sweep("mendable", true, DIVERGING, SOUND)).as("it stays so").isEqualTo(2);
  }

  /** In a JVM of its own, which has a plug-in with a fault. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "sweep"})
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aFaultEndsItWithOneWhateverElseFails(String mode) throws Exception {
    String printed =
        printed(
            Probe.class,
            text(DIVERGING, "{ name = faulty, links.kind = faulty }", SOUND),
            mode,
            directory.resolve("faults").toString());

    assertThat(printed)
        .contains("exit code 1, resumed 1")
        .contains(
            "hyperprism: faulty failed: a fault of HyperPrism: java.lang.IllegalStateException: no links in round 2")
        .contains(
            "hyperprism: faulty failed before and stays so; --retry-failed tries it again: a fault of HyperPrism");
    assertThat(read("faults/results.csv").subList(1, 4))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("diverging,").contains(",2,\"dpsgd diverged"),
            row -> assertThat(row).startsWith("faulty,").contains(",1,a fault of HyperPrism: "),
            row -> assertThat(row).startsWith("sound,").endsWith(",0,"));
    List<String> failure = read("faults/faulty.failure.txt");
    assertThat(failure.get(0))
        .isEqualTo("a fault of HyperPrism: java.lang.IllegalStateException: no links in round 2");
    assertThat(failure.get(1)).isEqualTo("java.lang.IllegalStateException: no links in round 2");
    assertThat(failure.get(2)).startsWith("\tat " + Faulty.class.getName() + ".graph(");
    assertThat(read("faults/diverging.failure.txt")).as("no fault of ours").hasSize(1);
  }

  private int sweep(String name, boolean resume, String... variants) throws IOException {
    return HyperPrism.runSweep(
        load(text(variants)),
        options(name, resume),
        false,
        cell -> true,
        new PrintWriter(out, true),
        new PrintWriter(new StringWriter(), true));
  }

  private static String text(String... variants) {
    return TINY + "sweep.variants = [" + String.join(", ", variants) + "]\n";
  }

  /** Prints the exit codes of a sweep with the plug-in, run and resumed. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      Factories.add(new FaultyLinks());
      int first = sweep(arguments, false);
      System.out.printf("exit code %d, resumed %d%n", first, sweep(arguments, true));
    }

    private static int sweep(String[] arguments, boolean resume) {
      PrintWriter console = new PrintWriter(System.out, true, UTF_8);
      return HyperPrism.runSweep(
          SweepLoader.load(Path.of(arguments[0]), List.of("engine.mode=" + arguments[1])),
          new RunOptions(Optional.of(arguments[2]), false, resume),
          false,
          cell -> true,
          console,
          console);
    }
  }

  static final class FaultyLinks extends LinkScheduleFactory<NoSettings> {

    FaultyLinks() {
      super("faulty", NoSettings.class, "links that fail in the second round");
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new Faulty(request.devices());
    }
  }

  record Faulty(int devices) implements LinkSchedule, Serializable {

    @Override
    public Graph graph(int round) {
      if (round > 1) {
        throw new IllegalStateException("no links in round " + round);
      }
      return Graph.of(devices, new int[] {0}, new int[] {1});
    }
  }
}
