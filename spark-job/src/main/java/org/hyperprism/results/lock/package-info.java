/**
 * One process at a time in a run directory, on the disks of this machine and on file systems of a
 * cluster.
 *
 * <pre>{@code
 * org.apache.hadoop.fs.Path directory = new org.apache.hadoop.fs.Path("hdfs:///results/base");
 * try (RunLock lock = RunLock.take(directory.getFileSystem(HadoopSettings.current()), directory)) {
 *   System.out.println(lock + " keeps others out");
 * }
 * }</pre>
 *
 * <p>{@link org.hyperprism.results.lock.LockOwner} says who holds it; {@link
 * org.hyperprism.results.RunWatch} looks at locks without taking them.
 *
 * <p>What may come in: the lock of another kind of file system.
 */
@NullMarked
package org.hyperprism.results.lock;

import org.jspecify.annotations.NullMarked;
