/**
 * Sweeps: many experiments that differ in a few settings, one after the other in one Spark session,
 * and the tables that compare them.
 */
@NullMarked
package org.hyperprism.sweep;

import org.jspecify.annotations.NullMarked;
