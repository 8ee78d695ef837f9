/**
 * The axes of sweeps and searches: settings with the values that they take one after the other, or
 * with a distribution that values are drawn from, and when an axis applies at all.
 *
 * <pre>{@code
 * List<Problem> problems = new ArrayList<>();
 * ConfigObject section =
 *     ConfigFactory.parseString("train.localSteps { integer = [1, 4] }").root();
 * List<SweptSetting> axes =
 *     new SweptSettingReader("sweep", List.of("variants"), problems).read(section);
 * List<Draw> draws = Draw.of(axes, 20, 1);
 * }</pre>
 *
 * <p>What may come in: other distributions. Which experiments axes give is the business of {@code
 * sweep}.
 */
@NullMarked
package org.hyperprism.sweep.axis;

import org.jspecify.annotations.NullMarked;
