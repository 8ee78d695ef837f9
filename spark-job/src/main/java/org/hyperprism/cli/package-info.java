/**
 * The command line: {@code hyperprism run}, {@code sweep}, {@code data}, {@code config} and {@code
 * completion}.
 *
 * <p>Exit codes: 0 done; 2 something the user can mend, said in one message; 1 a fault of
 * HyperPrism, with the stack trace in a file; 130 interrupted.
 */
@NullMarked
package org.hyperprism.cli;

import org.jspecify.annotations.NullMarked;
