/**
 * Partitioned data sets as Parquet, on any file system that Hadoop knows.
 *
 * <pre>{@code
 * new PartitionedDataset(dataset, assignment, "dirichlet alpha 0.3", seed)
 *     .write(session, "hdfs:///data/mnist-50", false);
 * PartitionedDataset stored = PartitionedDataset.read(session, "hdfs:///data/mnist-50");
 * }</pre>
 */
@NullMarked
package org.hyperprism.partition.table;

import org.jspecify.annotations.NullMarked;
