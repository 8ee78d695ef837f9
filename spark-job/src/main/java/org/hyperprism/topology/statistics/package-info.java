/** What links that vary with time do: per round, and over rounds. */
@NullMarked
package org.hyperprism.topology.statistics;

import org.jspecify.annotations.NullMarked;
