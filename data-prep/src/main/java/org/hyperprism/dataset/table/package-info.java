/**
 * LIBSVM and CSV tables, read through Apache Spark from any file system that Hadoop knows, and
 * DataFrames of samples.
 *
 * <pre>{@code
 * Dataset rows =
 *     TableReader.read(
 *         session, "a9a", "a9a.svm", Optional.of("a9a.t.svm"), TableFormat.of("a9a.svm"));
 * }</pre>
 *
 * <p>Labels may be any numbers; in ascending order they become the classes 0 to k - 1. Without a
 * table for the test, every sixth row of each class is kept for it. A malformed row is told with
 * its file.
 *
 * <p>What may come in: another format of tables, as a case of {@link
 * org.hyperprism.dataset.table.TableFormat}.
 */
@NullMarked
package org.hyperprism.dataset.table;

import org.jspecify.annotations.NullMarked;
