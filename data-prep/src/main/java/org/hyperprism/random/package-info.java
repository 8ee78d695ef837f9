/** Random streams keyed by what they are for, so that no result depends on who draws first. */
@NullMarked
package org.hyperprism.random;

import org.jspecify.annotations.NullMarked;
