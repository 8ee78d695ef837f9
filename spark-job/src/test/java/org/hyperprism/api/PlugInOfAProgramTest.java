package org.hyperprism.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.testing.JvmProbe;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links of a program's own, in a JVM of their own: what is added stays known there. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PlugInOfAProgramTest {

  @Test
  void linksOfAProgramConnectDevicesUntilItGivesOthersOfTheName() throws Exception {
    String printed =
        JvmProbe.run(
            Map.of(), Files.readAllLines(Path.of("..", "conf", "jvm.options")), TwoPrograms.class);

    assertThat(printed).contains("edges 10, then 5, as a ring has 10");
  }

  /** Each device and the one {@code distance} further on, round a circle. */
  record Circle(int devices, int distance) implements LinkSchedule, Serializable {

    @Override
    public Graph graph(int round) {
      int[] firsts = new int[distance * 2 == devices ? devices / 2 : devices];
      int[] seconds = new int[firsts.length];
      for (int i = 0; i < firsts.length; i++) {
        firsts[i] = i;
        seconds[i] = (i + distance) % devices;
      }
      return Graph.of(devices, firsts, seconds);
    }
  }

  static final class Circles extends LinkScheduleFactory<NoSettings> {

    private final int distance;

    Circles(int distance) {
      super("circle", NoSettings.class, "devices round a circle");
      this.distance = distance;
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new Circle(request.devices(), distance);
    }
  }

  /** Runs with the ring of {@code links.kind = ring}, and with two of its own. */
  static final class TwoPrograms {

    private TwoPrograms() {}

    public static void main(String[] arguments) {
      try (SparkSession spark =
          SparkSession.builder()
              .master("local[2]")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .getOrCreate()) {
        HyperPrismJob job = SmallJobs.job(spark).set("methods", "[dpsgd]").set("rounds", 1);
        long near = edges(job.plugIn(new Circles(1)).set("links.kind", "circle"));
        long across = edges(job.plugIn(new Circles(5)));
        long ring = edges(job.set("links.kind", "ring"));
        System.out.printf("edges %d, then %d, as a ring has %d%n", near, across, ring);
      }
    }

    private static long edges(HyperPrismJob job) {
      try (RunResult result = job.run()) {
        return ((Number) result.metrics().select("edges").first().get(0)).longValue();
      }
    }
  }
}
