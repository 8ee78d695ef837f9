/**
 * One class at the address where Deeplearning4j 1.0.0-M2.1 still looks for it.
 *
 * <p>Nothing of HyperPrism calls this package.
 */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
