/**
 * The methods that HyperPrism is measured against, a class each with the paper and its equations:
 * D-PSGD, SwarmSGD, Mudag, ADOM and ADOM+, those with momentum or tracked gradients, push-sum, and
 * three yardsticks, {@code Local} without any exchange, {@code Central} with the exact mean, and
 * {@code ParameterAveraging}, whose rounds are a centre's.
 *
 * <pre>{@code
 * LocalTraining training = LocalTraining.plain(0.1, 1); // learning rate, local steps
 * Method method = new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), training);
 * }</pre>
 *
 * <p>What may come in: one class a method, with its settings, and what two of them share. What
 * every method is written against is one floor up.
 */
@NullMarked
package org.hyperprism.method.baseline;

import org.jspecify.annotations.NullMarked;
