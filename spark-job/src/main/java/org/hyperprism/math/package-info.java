/**
 * The signed power and the weighted power mean in float64: the definitions that kernels follow; and
 * sums over float32 vectors.
 */
@NullMarked
package org.hyperprism.math;

import org.jspecify.annotations.NullMarked;
