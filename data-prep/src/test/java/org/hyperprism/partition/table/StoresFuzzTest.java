package org.hyperprism.partition.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.testing.Reading;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.io.TempDir;

/** Partitioned data sets that are none; the inputs lie in the resources, in a folder a method. */
@WithSpark
class StoresFuzzTest {

  private final SparkSession session;

  @TempDir Path folder;

  StoresFuzzTest(SparkSession session) {
    this.session = session;
  }

  /** Beside tables that are sound. */
  @FuzzTest
  void metadata(byte[] file) throws Exception {
    String directory = folder.resolve("store").toString();
    PartitionedDatasetTest.small().write(session, directory, true);
    Path metadata = Path.of(directory, "metadata");
    PartitionedDatasetTest.deleteTree(metadata);
    Files.write(Files.createDirectory(metadata).resolve("part-0.parquet"), file);
    Reading.readsOrRefuses(() -> PartitionedStore.open(session, directory).inMemory());
  }

  @FuzzTest
  void samples(byte[] file) throws Exception {
    String path = Files.write(folder.resolve("part-0.parquet"), file).toString();
    Configuration hadoop = new Configuration();
    Reading.readsOrRefuses(
        () -> StoredPart.open(path, true, hadoop).forEach(0, 3, hadoop, row -> {}));
  }
}
