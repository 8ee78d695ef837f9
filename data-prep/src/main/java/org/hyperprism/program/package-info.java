/** Programs of this machine that work for HyperPrism, and the folders they work in. */
@NullMarked
package org.hyperprism.program;

import org.jspecify.annotations.NullMarked;
