package org.hyperprism.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch and PyTorch with Ray on the same work, by the scripts in {@code benchmarks/rivals}.
 *
 * @param python the Python that has them; empty for none
 * @param cores cores that they may use
 */
record Rivals(String python, int cores) {

  private static final String ROUND = "benchmarks/rivals/pytorch_round.py";
  private static final String POWER_MEAN = "benchmarks/rivals/pytorch_power_mean.py";

  /** A rival's median and fastest round. */
  record Timing(String name, double milliseconds, double fastest) {}

  /** Every rival on the round of {@code setting}; none without a Python. */
  List<Timing> measure(RoundSetting setting, int rounds) throws IOException, InterruptedException {
    List<Timing> timings = new ArrayList<>();
    if (!python.isEmpty()) {
      timings.add(measure(setting, rounds, "PyTorch, 1 thread", "loop", 1));
      timings.add(measure(setting, rounds, "PyTorch, %d threads".formatted(cores), "loop", cores));
      timings.add(
          measure(setting, rounds, "PyTorch + Ray, %d actors".formatted(cores), "ray", cores));
    }
    return timings;
  }

  private Timing measure(RoundSetting setting, int rounds, String name, String kind, int workers)
      throws IOException, InterruptedException {
    String output =
        RoundTable.run(
            List.of(
                python,
                ROUND,
                "--kind=" + kind,
                "--model=" + setting.model(),
                "--devices=" + setting.devices(),
                "--density=" + setting.density(),
                "--batch=" + setting.batch(),
                "--samples=" + 2 * setting.batch(),
                "--steps=" + setting.localSteps(),
                "--p=" + (setting.method().equals("hyperprism") ? 3 : 1),
                "--cores=" + workers,
                "--rounds=" + rounds,
                "--seconds=20"));
    List<Double> words = numbers(output, "milliseconds ", name);
    return new Timing(name, words.get(0), words.get(1));
  }

  /**
   * Nanoseconds per parameter and member of a power mean by {@code torch.pow}, on one thread; none
   * without a Python.
   */
  Optional<Double> powerMean(String parameters, int members, String p)
      throws IOException, InterruptedException {
    if (python.isEmpty()) {
      return Optional.empty();
    }
    String output =
        RoundTable.run(
            List.of(
                python,
                POWER_MEAN,
                "--parameters=" + parameters,
                "--members=" + members,
                "--p=" + p));
    return Optional.of(numbers(output, "nanoseconds ", "torch.pow").get(0));
  }

  /** The numbers behind the mark in the line that begins with it. */
  private static List<Double> numbers(String output, String mark, String name) {
    return output
        .lines()
        .filter(line -> line.startsWith(mark))
        .findFirst()
        .map(line -> line.substring(mark.length()).split(" ", -1))
        .map(words -> Arrays.stream(words).map(Double::valueOf).toList())
        .orElseThrow(() -> new IllegalStateException(name + " was not measured:\n" + output));
  }
}
