/**
 * LIBSVM and CSV tables, read through Apache Spark from any file system that Hadoop knows.
 *
 * <pre>{@code
 * Dataset rows = TableReader.read(session, "a9a", "a9a.svm", Optional.of("a9a.t.svm"), TableFormat.of("a9a.svm"));
 * }</pre>
 */
@NullMarked
package org.hyperprism.dataset.table;

import org.jspecify.annotations.NullMarked;
