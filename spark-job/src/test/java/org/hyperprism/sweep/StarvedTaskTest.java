package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperprism.results.RunOptions;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A task that runs out of memory beside others is run once more alone. Links of the test's own say
 * once that there is none, as no heap is so small by chance that only one of two tasks fits.
 */
class StarvedTaskTest extends SmallSweeps {

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aTaskThatStarvedBesideOthersSucceedsAlone() throws Exception {
    String printed =
        printed(
            Probe.class,
            TWO_BY_TWO
                .replace("mode = local", "mode = sweep")
                .replaceAll(
                    "(?s)sweep \\{.*",
                    """
                sweep.variants = [
                  { name = starved, links.kind = starving, rounds = 2 }
                  { name = sound, rounds = 2 }
                ]
                """),
            directory.resolve("out").toString());

    assertThat(printed)
        .contains("together [2 mode sweep: engine.mode says so], starved 1, failed []");
    assertThat(printed).contains("ended [sound, starved]");
    assertThat(read("out/results.csv").subList(1, 5))
        .allSatisfy(row -> assertThat(row).endsWith(",0,"));
    assertThat(directory.resolve("out/starved/summary.json")).exists();
    assertThat(directory.resolve("out")).isDirectoryNotContaining("glob:**.failure.txt");
  }

  /** Runs the sweep of a file with the plug-in. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      Factories.add(new StarvingLinks());
      RecordingSweepObserver events = new RecordingSweepObserver();
      new Sweep(
              SweepLoader.load(Path.of(arguments[0]), List.of()),
              new RunOptions(Optional.of(arguments[1]), false, false),
              cell -> true,
              events)
          .run();
      System.out.printf(
          "together %s, starved %s, failed %s%n", events.together, Starving.STARVED, events.failed);
      System.out.printf("ended %s%n", events.started);
    }
  }

  static final class StarvingLinks extends LinkScheduleFactory<NoSettings> {

    StarvingLinks() {
      super("starving", NoSettings.class, "links that find no memory the first time");
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new Starving(request.devices());
    }
  }

  record Starving(int devices) implements LinkSchedule, Serializable {

    private static final AtomicInteger STARVED = new AtomicInteger();

    @Override
    public Graph graph(int round) {
      if (round == 2 && STARVED.compareAndSet(0, 1)) {
        throw new OutOfMemoryError("Java heap space");
      }
      return Graph.of(devices, new int[] {0}, new int[] {1});
    }
  }
}
