/** A device's own data during training: its mini-batches. */
@NullMarked
package org.hyperprism.data;

import org.jspecify.annotations.NullMarked;
