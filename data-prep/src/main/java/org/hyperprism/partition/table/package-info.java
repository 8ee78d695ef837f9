/**
 * Data sets that are spread over devices already, stored as Parquet on any file system that Hadoop
 * knows.
 *
 * <pre>{@code
 * new PartitionedDataset(dataset, assignment, "dirichlet alpha 0.3", seed)
 *     .write(session, "hdfs:///data/mnist-50", false);
 * PartitionedDataset stored = PartitionedDataset.read(session, "hdfs:///data/mnist-50");
 * }</pre>
 *
 * <p>That is what {@code hyperprism data partition} writes and {@code data.path} reads. Beside the
 * rows stands how they were made, and reading checks that the rows are all there.
 *
 * <p>What may come in: reading a device's samples without the others'.
 */
@NullMarked
package org.hyperprism.partition.table;

import org.jspecify.annotations.NullMarked;
