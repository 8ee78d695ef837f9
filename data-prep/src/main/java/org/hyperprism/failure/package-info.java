/**
 * The few kinds of failure a person meets, each with the exit code that scripts see.
 *
 * <p>{@link org.hyperprism.failure.ConfigurationException}, {@link
 * org.hyperprism.failure.DataException} and {@link org.hyperprism.failure.EnvironmentException} are
 * what the user can mend: no stack trace is shown, and the exit code is 2. Every other exception is
 * a fault of HyperPrism. A message says what was given, what was expected, where, and how to mend
 * it:
 *
 * <pre>{@code
 * throw new ConfigurationException(
 *     "model is " + name + NearestName.hint(name, names) + " Expected one of: " + names);
 * }</pre>
 *
 * <p>What may come in: hardly anything; a new kind of failure needs an exit code or a reader of its
 * own.
 */
@NullMarked
package org.hyperprism.failure;

import org.jspecify.annotations.NullMarked;
