/** Graphs of devices as pictures, still and moving. */
@NullMarked
package org.hyperprism.report.links;

import org.jspecify.annotations.NullMarked;
