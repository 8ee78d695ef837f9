/** Charts as PNG files, without a display. */
@NullMarked
package org.hyperprism.picture;

import org.jspecify.annotations.NullMarked;
