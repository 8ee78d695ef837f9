package org.hyperprism.partition.table;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.partition.Assignment;

/**
 * A data set whose training samples are spread over devices, and where that came from.
 *
 * <p>Stored as a directory of three Parquet tables:
 *
 * <pre>
 * train     device int, sample int, label int, features binary
 * test      sample int, label int, features binary
 * metadata  one row: format, name, channels, height, width, classes, feature_type, devices,
 *           train_samples, test_samples, scheme, seed
 * </pre>
 *
 * <p>{@code features} holds the values of one sample, one after the other, as {@code feature_type}
 * says: {@code UINT8}, or {@code FLOAT32} in little-endian order.
 *
 * @param dataset all samples
 * @param assignment which device holds which of the training samples
 * @param scheme how the samples were spread, for people
 * @param seed the experiment's seed that the scheme drew with
 */
public record PartitionedDataset(Dataset dataset, Assignment assignment, String scheme, long seed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws DataException if the assignment is not of as many samples as the data set has
   */
  public PartitionedDataset {
    if (assignment.count() != dataset.train().count()) {
      throw new DataException(
          String.format(
              "the assignment places %d samples, but %s has %d training samples",
              assignment.count(), dataset.name(), dataset.train().count()));
    }
  }

  /**
   * Writes the three tables under a temporary name beside the directory, then renames.
   *
   * @param directory path or URI of any Hadoop file system, for example {@code hdfs:///data/mnist}
   * @param overwrite whether a partitioned data set that is there already is replaced
   * @throws EnvironmentException if the directory exists and may not be replaced, or cannot be
   *     written
   */
  public void write(SparkSession session, String directory, boolean overwrite) {
    PartitionWriter.write(session, this, directory, overwrite);
  }

  /**
   * Reads what {@link #write} wrote into this JVM; {@link PartitionedStore} leaves it where it is.
   *
   * @throws DataException if the directory is missing or holds something else
   */
  public static PartitionedDataset read(SparkSession session, String directory) {
    return PartitionedStore.open(session, directory).inMemory();
  }

  /**
   * Whether a directory looks like what {@link #write} wrote: it holds the table of metadata.
   *
   * @param directory path or URI of any Hadoop file system
   */
  public static boolean isAt(Configuration hadoop, String directory) {
    Path metadata = new Path(directory, "metadata");
    try {
      return metadata.getFileSystem(hadoop).exists(metadata);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot look into " + directory + " (" + FileFailure.reason(e) + "): check the path", e);
    }
  }
}
