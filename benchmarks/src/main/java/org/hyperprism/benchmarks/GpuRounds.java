package org.hyperprism.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundReport;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.partition.Iid;
import org.hyperprism.random.RandomStreams;

/**
 * Rounds in one JVM without Spark, with gradients or power means by a GPU, as a Markdown table;
 * ends with exit code 1 if the number of threads changes a bit.
 *
 * <p>Takes a setting in each argument, with commas between its words: a {@link KernelProvider}, and
 * then what {@link RoundSetting} reads without the mode.
 */
public final class GpuRounds {

  private static final double SECONDS = 4;

  private GpuRounds() {}

  public static void main(String[] settings) {
    System.out.println(
        "| model | method | gradients | means | threads | ms a round | fastest | local steps, core"
            + " ms | aggregation, core ms | bits |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    Map<List<Object>, Long> bits = new HashMap<>();
    for (String words : settings) {
      List<String> parts = new ArrayList<>(Arrays.asList(words.split(",", -1)));
      KernelProvider kernels = KernelProvider.valueOf(parts.remove(0));
      parts.add(3, "LOCAL");
      RoundSetting setting = RoundSetting.parse(parts);
      long ofSetting = measure(setting, kernels);
      Long ofOtherThreads =
          bits.putIfAbsent(
              List.of(kernels, setting.model(), setting.method(), setting.backend()), ofSetting);
      if (ofOtherThreads != null && ofOtherThreads != ofSetting) {
        System.err.println("the bits depend on the number of threads: " + words);
        System.exit(1);
      }
    }
  }

  /** Prints a row, and returns a checksum of all models after three rounds. */
  private static long measure(RoundSetting setting, KernelProvider kernels) {
    Samples train = setting.samples();
    TrainingData data =
        TrainingData.of(
            train,
            new Iid()
                .assign(
                    train.labels(),
                    train.classes(),
                    setting.devices(),
                    new RandomStreams(RoundSetting.SEED)));
    try (Engine engine =
        Engines.withoutSpark(setting.definition().with(kernels), data, setting.partitions())) {
      List<RoundReport> reports = new ArrayList<>();
      for (int round = 1; round <= 3; round++) {
        engine.round(round);
      }
      // After the same three rounds of every setting: equal where the bits are.
      long bits = engine.checksum();
      int[] round = {3};
      Stopwatch time = Stopwatch.time(SECONDS, () -> reports.add(engine.round(++round[0])));
      List<RoundReport> measured = reports.subList(reports.size() / 2, reports.size());
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %d | %.1f | %.1f | %.1f | %.1f | %08x |%n",
          setting.model(),
          setting.method(),
          setting.backend(),
          kernels.name().toLowerCase(Locale.ROOT),
          setting.partitions(),
          time.median(),
          time.fastest(),
          MeasuredRound.median(
              measured.stream().mapToDouble(report -> 1e3 * report.localStepSeconds()).toArray()),
          MeasuredRound.median(
              measured.stream().mapToDouble(report -> 1e3 * report.aggregationSeconds()).toArray()),
          bits);
      return bits;
    }
  }
}
