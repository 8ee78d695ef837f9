/** Inputs that a fuzzer made, or that once failed, for the readers of this module. */
@NullMarked
package org.hyperprism.fuzz;

import org.jspecify.annotations.NullMarked;
