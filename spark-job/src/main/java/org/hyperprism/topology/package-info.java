/** Who can reach whom in a round, and with which mixing weights. */
@NullMarked
package org.hyperprism.topology;

import org.jspecify.annotations.NullMarked;
