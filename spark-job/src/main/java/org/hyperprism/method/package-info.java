/**
 * What methods are written against, and what several of them share: plain Java that knows no Spark.
 * Those that HyperPrism is measured against are in {@code method.baseline}, a file each; HyperPrism
 * itself has a package of its own.
 *
 * <p>A {@link org.hyperprism.method.Method} is what one device does in a round. It declares its
 * vectors by name, takes its local step, and after an exchange combines what its neighbours sent;
 * the engine says where the numbers lie. Beside it stand its settings, a record, and its {@link
 * org.hyperprism.method.MethodFactory}, whose name in the services file is the registration.
 *
 * <pre>{@code
 * MethodFactory<?> factory = MethodFactory.all().named("dpsgd");
 * Method method =
 *     new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), LocalTraining.plain(0.1, 1));
 * List<Vector> sent = method.vectors().sent(); // the model alone
 * }</pre>
 *
 * <p>The paper's symbols and our names: {@code m} devices, {@code w_i} model of device i, {@code
 * u_i} the model after the local step, {@code a_ij} mixing weight, {@code p} exponent of a part,
 * {@code eta} learning rate, {@code s} mirror gradient scale, {@code psi} the mirror map, the slope
 * of the paper's {@code phi} = |w|^(p+1)/(p+1), {@code WPM} weighted power mean. Equation 6 is in
 * {@code hyperprism.HyperPrism}.
 *
 * <p>What may come in: what a method sees of a device, and what several of them share ({@link
 * org.hyperprism.method.LocalSteps}, {@link org.hyperprism.method.MomentumStep}). Nothing here
 * knows blocks, partitions, files or the configuration's other sections.
 */
@NullMarked
package org.hyperprism.method;

import org.jspecify.annotations.NullMarked;
