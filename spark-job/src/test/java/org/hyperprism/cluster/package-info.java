/** Tests of the packaged jar on real clusters, and in Zeppelin, as processes on this machine. */
@NullMarked
package org.hyperprism.cluster;

import org.jspecify.annotations.NullMarked;
