package org.hyperprism.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PyTorch and PyTorch with Ray on the same round, by {@code benchmarks/rivals/pytorch_round.py}.
 *
 * @param python the Python that has them; empty for none
 * @param cores cores that they may use
 */
record Rivals(String python, int cores) {

  private static final String SCRIPT = "benchmarks/rivals/pytorch_round.py";

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
                SCRIPT,
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
    String[] words =
        output
            .lines()
            .filter(line -> line.startsWith("milliseconds "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " was not measured:\n" + output))
            .split(" ", -1);
    return new Timing(name, Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }
}
