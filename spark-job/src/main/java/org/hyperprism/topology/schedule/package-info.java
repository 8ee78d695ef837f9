/** Which links are up in each round: one class for each way to decide it. */
@NullMarked
package org.hyperprism.topology.schedule;

import org.jspecify.annotations.NullMarked;
