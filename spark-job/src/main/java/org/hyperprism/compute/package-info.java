/** The arithmetic of a round over whole parameter ranges, behind one interface. */
@NullMarked
package org.hyperprism.compute;

import org.jspecify.annotations.NullMarked;
