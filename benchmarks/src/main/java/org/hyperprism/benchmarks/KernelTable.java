package org.hyperprism.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The kernels' benchmarks as Markdown tables: nanoseconds per parameter and member, the bandwidth
 * as a share of that of a copy, and how many times faster than a loop with {@code Math.pow}. For
 * each the shortest of many calls, which is the cost even on a busy machine. Where a Python with
 * PyTorch is named, also how many times faster than {@code torch.pow}.
 *
 * <pre>java @conf/jvm.options -cp benchmarks/target/benchmarks.jar
 *   org.hyperprism.benchmarks.KernelTable [parameters] ... [python=FILE]</pre>
 */
public final class KernelTable {

  private static final List<String> EXPONENTS = List.of("1", "2", "3", "5", "9", "2.7");

  /** A copy reads and writes each number. */
  private static final double BYTES_COPIED = 2 * Float.BYTES;

  /** A mean reads a number per member and parameter, and writes one per parameter. */
  private static final double BYTES_AVERAGED = Float.BYTES * (1 + 1.0 / Members.COUNT);

  private final String parameters;
  private final Rivals rivals;

  private KernelTable(String parameters, Rivals rivals) {
    this.parameters = parameters;
    this.rivals = rivals;
  }

  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    List<String> sizes = new ArrayList<>();
    String python = "";
    for (String argument : arguments) {
      if (argument.startsWith("python=")) {
        python = argument.substring("python=".length());
      } else {
        sizes.add(argument);
      }
    }
    for (String parameters : sizes.isEmpty() ? List.of("7850", "1000000") : sizes) {
      new KernelTable(parameters, new Rivals(python, 1)).print();
    }
  }

  private void print() throws RunnerException, IOException, InterruptedException {
    System.out.printf("%nOne receiver, %d members, %s parameters%n", Members.COUNT, parameters);
    double copy = rival("copy");
    double powers = rival("sumOfPowers");
    double powersAndLogarithms = rival("sumsOfPowersAndLogarithms");
    System.out.printf(
        Locale.ROOT,
        "copy %.3f ns per number, %.1f GB/s; Math.pow loop %.2f ns, with Math.log %.2f ns%n%n",
        copy,
        BYTES_COPIED / copy,
        powers,
        powersAndLogarithms);
    System.out.println(
        "| kernel | p | mean, ns | GB/s | of the copy | Math.pow loop / mean | torch.pow / mean | with derivative, ns | loop / it |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    Map<String, Double> torch = new TreeMap<>();
    for (String p : EXPONENTS) {
      rivals.powerMean(parameters, Members.COUNT, p).ifPresent(time -> torch.put(p, time));
    }
    for (boolean simd : new boolean[] {true, false}) {
      for (String p : EXPONENTS) {
        double mean = kernel("powerMean", p, simd);
        double derivative = kernel("powerMeanWithTangent", p, simd);
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.3f | %.1f | %.0f %% | %.1f | %s | %.2f | %.1f |%n",
            simd ? "SIMD" : "plain Java",
            p,
            mean,
            BYTES_AVERAGED / mean,
            100 * (BYTES_AVERAGED / mean) / (BYTES_COPIED / copy),
            powers / mean,
            torch.containsKey(p) ? String.format(Locale.ROOT, "%.1f", torch.get(p) / mean) : "",
            derivative,
            powersAndLogarithms / derivative);
      }
    }
  }

  private double rival(String method) throws RunnerException {
    return shortest(MemberLoopBenchmark.class, method, "", true);
  }

  private double kernel(String method, String p, boolean simd) throws RunnerException {
    return shortest(MixingKernelBenchmark.class, method, p, simd);
  }

  /** Nanoseconds per parameter and member. */
  private double shortest(Class<?> benchmark, String method, String p, boolean simd)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + benchmark.getSimpleName() + "\\." + method + "$")
            .mode(Mode.SampleTime)
            .warmupTime(TimeValue.seconds(1))
            .warmupIterations(7)
            .measurementTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .forks(1)
            .verbosity(VerboseMode.SILENT)
            .jvmArgsAppend("-Dhyperprism.simd=" + simd)
            .param("parameters", parameters);
    if (!p.isEmpty()) {
      options.param("p", p);
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    double nanoseconds = results.iterator().next().getPrimaryResult().getStatistics().getMin();
    return nanoseconds / Members.COUNT / Integer.parseInt(parameters);
  }
}
