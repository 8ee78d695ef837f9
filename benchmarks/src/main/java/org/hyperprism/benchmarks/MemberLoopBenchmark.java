package org.hyperprism.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@link MixingKernelBenchmark} is to be read against, over the same vectors and in the same
 * unit: copying every member, which takes as long as memory does, and a sum of {@code Math.pow}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemberLoopBenchmark {

  @Param({"7850", "1000000"})
  public int parameters;

  private float[][] members = {};
  private float[] copy = {};
  private double[] sum = {};

  @Setup
  public void prepare() {
    members = Members.draw(parameters);
    copy = new float[parameters];
    sum = new double[parameters];
  }

  @Benchmark
  public float[] copy() {
    for (float[] member : members) {
      System.arraycopy(member, 0, copy, 0, parameters);
    }
    return copy;
  }

  @Benchmark
  public double[] sumOfPowers() {
    Arrays.fill(sum, 0);
    for (float[] member : members) {
      for (int k = 0; k < parameters; k++) {
        sum[k] += Math.copySign(Math.pow(Math.abs(member[k]), 2.5), member[k]);
      }
    }
    return sum;
  }
}
