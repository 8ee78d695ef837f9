/** TODO. */
@NullMarked
package org.hyperprism.report;

import org.jspecify.annotations.NullMarked;
