package org.hyperprism.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The power mean of one receiver over a neighbourhood of 25, half of 50 devices, in ns per
 * receiver; divide by 25 times the parameters for ns per parameter and member.
 *
 * <p>To be read against {@link MemberLoopBenchmark}; {@link KernelTable} does so.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MixingKernelBenchmark {

  private static final double LEARNING_RATE = 0.01;

  @Param({"1", "2", "3", "5", "9", "2.7"})
  public double p;

  @Param({"7850", "1000000"})
  public int parameters;

  /** mu of the elastic map; 0 for the plain power mean. */
  @Param({"0"})
  public double elasticity;

  @Param({"CPU"})
  public KernelProvider provider = KernelProvider.CPU;

  private MixingKernel kernel = MixingKernel.create();
  private MixingKernel mapped = kernel;
  private final WeightedVectors neighbourhood = new WeightedVectors();
  private float[] gradient = {};
  private float[] result = {};
  private float[] tangent = {};

  @Setup
  public void prepare() {
    float[][] members = Members.draw(parameters);
    kernel = provider.open();
    kernel.keep(List.of(members));
    mapped = kernel.elastic(elasticity);
    neighbourhood.clear();
    for (float[] member : members) {
      neighbourhood.add(member, 0, 1.0 / members.length);
    }
    gradient = members[0].clone();
    result = new float[parameters];
    tangent = new float[parameters];
  }

  @TearDown
  public void close() {
    kernel.close();
  }

  /** The aggregation of a round in adapt-then-combine order. */
  @Benchmark
  public float[] powerMean() {
    mapped.powerMean(
        neighbourhood, p, VectorView.of(gradient), 0, 0, parameters, VectorView.of(result));
    return result;
  }

  /** The aggregation with learned exponents. */
  @Benchmark
  public float[] powerMeanWithTangent() {
    VectorView view = VectorView.of(gradient);
    mapped.powerMeanWithTangent(
        neighbourhood, p, 0, view, 0, 0, parameters, VectorView.of(result), VectorView.of(tangent));
    return result;
  }

  /** The mirror step of one device, ns per device: divide by the parameters alone. */
  @Benchmark
  public float[] mirrorStep() {
    VectorView own = VectorView.of(gradient);
    mapped.mirrorStep(own, own, LEARNING_RATE, p, 0, parameters, VectorView.of(result));
    return result;
  }
}
