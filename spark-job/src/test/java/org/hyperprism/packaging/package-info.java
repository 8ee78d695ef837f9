/**
 * Tests of the jar, the runnable layout and the launcher, as processes that see what a user sees:
 * files, what is printed, an exit code.
 *
 * <pre>{@code
 * Program.Result result = Launcher.runQuickstart(directory, List.of("--out", "run"));
 * RunResults results = RunResults.of(directory.resolve("run"));
 * }</pre>
 *
 * <p>What may come in: what needs the packaged application. What a class of ours does by itself is
 * tested in its own package.
 */
@NullMarked
package org.hyperprism.packaging;

import org.jspecify.annotations.NullMarked;
