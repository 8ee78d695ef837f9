/**
 * One class at the address where Deeplearning4j 1.0.0-M2.1 still looks for it.
 *
 * <p>Nothing of HyperPrism calls this package: Deeplearning4j asks it by reflection whether its
 * layers may use oneDNN ({@code org.hyperprism.model.dl4j}). It goes when a release of
 * Deeplearning4j looks elsewhere.
 */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
