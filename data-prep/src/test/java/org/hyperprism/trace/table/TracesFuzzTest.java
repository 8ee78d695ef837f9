package org.hyperprism.trace.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.testing.Reading;
import org.junit.jupiter.api.io.TempDir;

/** Traces and contacts that are none; the inputs lie in the resources, in a folder a method. */
class TracesFuzzTest {

  private static final Configuration HADOOP = new Configuration();

  @TempDir Path folder;

  @FuzzTest
  void csv(byte[] file) throws Exception {
    checks("trace.csv", file);
  }

  @FuzzTest
  void parquet(byte[] file) throws Exception {
    checks("trace.parquet", file);
  }

  @FuzzTest
  void contacts(byte[] file) throws Exception {
    String path = Files.write(folder.resolve("contacts.txt"), file).toString();
    Reading.readsOrRefuses(() -> ContactFile.read(path, HADOOP, 1, 0.5).round(1));
  }

  private void checks(String name, byte[] file) throws Exception {
    String path = Files.write(folder.resolve(name), file).toString();
    Reading.readsOrRefuses(() -> TraceCheck.of(new TraceFile(path, HADOOP)));
    Reading.readsOrRefuses(() -> new TraceFile(path, HADOOP).round(1));
  }
}
