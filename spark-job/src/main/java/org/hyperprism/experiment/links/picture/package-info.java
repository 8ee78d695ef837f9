/** Graphs of devices as pictures, still and moving. */
@NullMarked
package org.hyperprism.experiment.links.picture;

import org.jspecify.annotations.NullMarked;
