/** When devices are there. */
@NullMarked
package org.hyperprism.availability;

import org.jspecify.annotations.NullMarked;
