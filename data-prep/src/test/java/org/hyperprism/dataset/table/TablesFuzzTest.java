package org.hyperprism.dataset.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.testing.Reading;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are none; the inputs lie in the resources, in a folder a method. */
@WithSpark
class TablesFuzzTest {

  private final SparkSession session;

  @TempDir Path folder;

  TablesFuzzTest(SparkSession session) {
    this.session = session;
  }

  @FuzzTest
  void csv(byte[] file) throws Exception {
    reads("table.csv", file);
  }

  @FuzzTest
  void libsvm(byte[] file) throws Exception {
    reads("table.svm", file);
  }

  private void reads(String name, byte[] file) throws Exception {
    String path = Files.write(folder.resolve(name), file).toString();
    Reading.readsOrRefuses(
        () -> TableReader.read(session, "table", path, Optional.empty(), TableFormat.of(path)));
  }
}
