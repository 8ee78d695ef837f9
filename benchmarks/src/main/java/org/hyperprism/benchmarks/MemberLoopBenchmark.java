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
 * unit: copying every member to a place of its own, which takes as long as memory does, and sums
 * with {@code Math.pow} and {@code Math.log}.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemberLoopBenchmark {

  @Param({"7850", "1000000"})
  public int parameters;

  private float[][] members = {};
  private float[][] copies = {};
  private double[] sum = {};
  private double[] logarithmicSum = {};

  @Setup
  public void prepare() {
    members = Members.draw(parameters);
    copies = new float[members.length][parameters];
    sum = new double[parameters];
    logarithmicSum = new double[parameters];
  }

  @Benchmark
  public float[][] copy() {
    for (int j = 0; j < members.length; j++) {
      System.arraycopy(members[j], 0, copies[j], 0, parameters);
    }
    return copies;
  }

  @Benchmark
  public double[] sumOfPowers() {
    Arrays.fill(sum, 0);
    for (float[] member : members) {
      for (int k = 0; k < parameters; k++) {
        sum[k] += Math.copySign(Math.pow(Math.abs(member[k]), 2.7), member[k]);
      }
    }
    return sum;
  }

  /** What the derivative by the exponent takes besides. */
  @Benchmark
  public double[] sumsOfPowersAndLogarithms() {
    Arrays.fill(sum, 0);
    Arrays.fill(logarithmicSum, 0);
    for (float[] member : members) {
      for (int k = 0; k < parameters; k++) {
        double magnitude = Math.abs(member[k]);
        double power = Math.copySign(Math.pow(magnitude, 2.7), member[k]);
        sum[k] += power;
        logarithmicSum[k] += magnitude == 0 ? 0 : power * Math.log(magnitude);
      }
    }
    return logarithmicSum;
  }
}
