/**
 * Data sets that are spread over devices already, stored as Parquet on any file system that Hadoop
 * knows.
 *
 * <pre>{@code
 * new PartitionedDataset(dataset, assignment, "dirichlet alpha 0.3", seed)
 *     .write(session, "hdfs:///data/mnist-50", false);
 * PartitionedStore stored = PartitionedStore.open(session, "hdfs:///data/mnist-50");
 * List<Samples> ofTen = stored.ofDevices(0, 10, new int[0]); // in the driver or in a task
 * }</pre>
 *
 * <p>That is what {@code hyperprism data partition} writes and {@code data.path} reads. Beside the
 * rows stands how they were made. {@link org.hyperprism.partition.table.PartitionedStore#scan} goes
 * through all samples where they are, checks that they are all there, and tells the driver counts
 * and checksums; the samples of a device are then read by the task that has the device.
 *
 * <p>What may come in: writing and reading a data set that no driver can hold.
 */
@NullMarked
package org.hyperprism.partition.table;

import org.jspecify.annotations.NullMarked;
