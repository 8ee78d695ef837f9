/**
 * JMH benchmarks of the kernels, the gradients and whole rounds.
 *
 * <p>Inputs are drawn from fixed seeds, so every run measures the same work. {@code
 * benchmarks/README.md} says how to run them and what they gave.
 *
 * <pre>{@code
 * java @conf/jvm.options -jar benchmarks/target/benchmarks.jar RoundBenchmark -f 1
 * java @conf/jvm.options -cp benchmarks/target/benchmarks.jar org.hyperprism.benchmarks.KernelTable
 * }</pre>
 *
 * <p>{@code GpuKernels}, {@code GpuGradients} and {@code GpuRounds} are for a machine with a GPU
 * and little else: they need no Spark, and {@code benchmarks/gpu/pack} makes a folder that runs
 * there.
 *
 * <p>What may come in: a JMH benchmark of a kernel, a backend or an engine, and programs that make
 * tables of them. Nothing ships from here.
 */
@NullMarked
package org.hyperprism.benchmarks;

import org.jspecify.annotations.NullMarked;
