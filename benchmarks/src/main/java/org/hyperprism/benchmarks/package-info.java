/**
 * JMH benchmarks of the kernels, the gradients and whole rounds.
 *
 * <p>Inputs are drawn from fixed seeds, so every run measures the same work.
 */
@NullMarked
package org.hyperprism.benchmarks;

import org.jspecify.annotations.NullMarked;
