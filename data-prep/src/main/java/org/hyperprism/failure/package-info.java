/**
 * The few kinds of failure a person meets, each with the exit code that scripts see.
 *
 * <p>{@link org.hyperprism.failure.ConfigurationException}, {@link
 * org.hyperprism.failure.DataException} and {@link org.hyperprism.failure.EnvironmentException} are
 * what the user can mend: their messages say what was given, what was expected, where, and how to
 * mend it, and no stack trace is shown. Every other exception is a fault of HyperPrism.
 */
@NullMarked
package org.hyperprism.failure;

import org.jspecify.annotations.NullMarked;
