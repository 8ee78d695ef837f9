/** Tests of the jar, the runnable layout and the launcher. */
@NullMarked
package org.hyperprism.packaging;

import org.jspecify.annotations.NullMarked;
