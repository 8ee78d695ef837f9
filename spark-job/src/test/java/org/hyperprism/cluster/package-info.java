/**
 * Tests of the packaged jar on real clusters, and in Zeppelin, as processes on this machine.
 *
 * <p>They are slow and run with the profile {@code slow}, after {@code package}; two of them, over
 * all clusters and with kills at random times, with {@code matrix} alone. A cluster listens on
 * 127.0.0.1, and whatever was started ends with it:
 *
 * <pre>{@code
 * try (StandaloneCluster cluster = StandaloneCluster.start(directory)) {
 *   Program.Result result =
 *       Launcher.runQuickstart(directory, List.of("--master", cluster.url(), "--out", "run"));
 * }
 * }</pre>
 *
 * <p>What may come in: another cluster, as a class that starts and closes it, and what is tried on
 * it.
 */
@NullMarked
package org.hyperprism.cluster;

import org.jspecify.annotations.NullMarked;
