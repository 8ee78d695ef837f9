/** What links that vary with time do, as text and as a table. */
@NullMarked
package org.hyperprism.experiment.links.show;

import org.jspecify.annotations.NullMarked;
