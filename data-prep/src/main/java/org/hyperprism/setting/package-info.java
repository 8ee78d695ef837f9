/** TODO. */
@NullMarked
package org.hyperprism.setting;

import org.jspecify.annotations.NullMarked;
