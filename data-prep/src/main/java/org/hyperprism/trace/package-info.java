/**
 * Traces of links that vary with time: one row for every directed link that is up in a round, as
 * generators write them and experiments read them.
 */
@NullMarked
package org.hyperprism.trace;

import org.jspecify.annotations.NullMarked;
