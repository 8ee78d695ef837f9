/** The links of an experiment: from settings to schedules, traces and what one can see of them. */
@NullMarked
package org.hyperprism.experiment.links;

import org.jspecify.annotations.NullMarked;
