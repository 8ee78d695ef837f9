/**
 * An experiment: all methods of a configuration on the same data, start, links and batches, and the
 * run directory that holds what they gave.
 */
@NullMarked
package org.hyperprism.experiment;

import org.jspecify.annotations.NullMarked;
