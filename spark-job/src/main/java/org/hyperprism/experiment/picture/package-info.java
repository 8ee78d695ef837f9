/** A run's curves over the rounds as pictures. */
@NullMarked
package org.hyperprism.experiment.picture;

import org.jspecify.annotations.NullMarked;
