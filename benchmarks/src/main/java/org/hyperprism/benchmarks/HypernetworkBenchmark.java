package org.hyperprism.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentSelection;
import org.hyperprism.method.hyperprism.hypernetwork.Hypernetwork;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkShape;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one device's hypernetwork costs in a round, in microseconds: a gradient step and the choice
 * of the exponents. The derivative of the model by p is not in it; the kernel computes that.
 */
@SuppressWarnings("NullAway.Init") // JMH prepares the state
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HypernetworkBenchmark {

  private static final HypernetworkShape SHAPE =
      new HypernetworkShape(64, 64, 1, List.of(1.0, 3.0, 5.0), ExponentSelection.EXPECTATION);

  private Hypernetwork network;
  private float[] scalars;
  private final double[] exponents = new double[1];
  private final double[] cotangents = {1e-9};

  @Setup(Level.Trial)
  public void prepare() {
    network = SHAPE.create();
    scalars = new float[network.parameters()];
    network.initialise(scalars, 0, new RandomStreams(1).stream(Purpose.METHOD_START, 0, 0));
  }

  @Benchmark
  public double round() {
    network.step(scalars, 0, cotangents, 0.01);
    network.exponents(scalars, 0, exponents);
    return exponents[0];
  }
}
