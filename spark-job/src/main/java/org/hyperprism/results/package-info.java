/** TODO. */
@NullMarked
package org.hyperprism.results;

import org.jspecify.annotations.NullMarked;
