/**
 * HyperPrism and the methods it is measured against: plain Java over {@code float[]}, no Spark.
 *
 * <p>The paper's symbols and our names: {@code m} devices, {@code w_i} model of device i, {@code
 * a_ij} mixing weight, {@code p} exponent of a part, {@code eta} learning rate, {@code phi} the
 * mirror map |w|^(p+1)/(p+1), {@code WPM} weighted power mean.
 */
@NullMarked
package org.hyperprism.method;

import org.jspecify.annotations.NullMarked;
