package org.hyperprism.partition.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSpark
class PartitionedDatasetTest {

  private final SparkSession session;

  @TempDir Path folder;

  PartitionedDatasetTest(SparkSession session) {
    this.session = session;
  }

  @Test
  void whatIsWrittenIsRead() {
    Dataset sample = Datasets.load("mnist-sample", Optional.empty(), folder);
    Assignment assignment =
        new Dirichlet(0.3, 10, true).assign(sample.train().labels(), 10, 50, new RandomStreams(42));
    String directory = folder.resolve("partitioned").toString();
    new PartitionedDataset(sample, assignment, "dirichlet 0.3", 42)
        .write(session, directory, false);
    PartitionedDataset read = PartitionedDataset.read(session, directory);
    assertThat(read.assignment()).isEqualTo(assignment);
    assertThat(read.scheme()).isEqualTo("dirichlet 0.3");
    assertThat(read.seed()).isEqualTo(42);
    assertThat(read.dataset().name()).isEqualTo("mnist-sample");
    assertSame(read.dataset().train(), sample.train());
    assertSame(read.dataset().test(), sample.test());
    assertThat(session.read().parquet(directory + "/train").columns())
        .containsExactly("device", "sample", "label", "features");

    PartitionedStore store = PartitionedStore.open(session, directory);
    StoreContents contents = store.scan(session);
    assertThat(contents.summary())
        .isEqualTo(PartitionSummary.of(assignment, sample.train().labels(), 10));
    CRC32 checksum = new CRC32();
    sample.train().addTo(checksum);
    sample.test().addTo(checksum);
    assignment.addTo(checksum);
    assertThat(contents.checksum(store.test())).isEqualTo(checksum.getValue());
    assertDevices(store, 7, 31, sample, assignment);
  }

  @Test
  void filesMayBeManyAndTheirRowsInAnyOrder() {
    Dataset sample = Datasets.load("mnist-sample", Optional.empty(), folder);
    Assignment assignment =
        new Dirichlet(0.3, 10, true).assign(sample.train().labels(), 10, 50, new RandomStreams(1));
    String directory = folder.resolve("written").toString();
    new PartitionedDataset(sample, assignment, "dirichlet 0.3", 1).write(session, directory, false);
    StoreContents before = PartitionedStore.open(session, directory).scan(session);
    String shuffled = folder.resolve("shuffled").toString();
    for (String table : List.of("metadata", "train", "test")) {
      session
          .read()
          .parquet(directory + "/" + table)
          .repartition(5)
          .write()
          .parquet(shuffled + "/" + table);
    }
    PartitionedStore store = PartitionedStore.open(session, shuffled);
    assertThat(store.scan(session).checksum(store.test())).isEqualTo(before.checksum(store.test()));
    assertDevices(store, 0, 50, sample, assignment);
  }

  private static void assertDevices(
      PartitionedStore store, int first, int end, Dataset dataset, Assignment assignment) {
    List<Samples> shards = store.ofDevices(first, end, new int[0]);
    assertThat(shards).hasSize(end - first);
    for (int device = first; device < end; device++) {
      assertSame(shards.get(device - first), dataset.train().select(assignment.samplesOf(device)));
    }
  }

  @Test
  void floatsKeepEveryBitAndEmptyDevicesStay() throws IOException {
    PartitionedDataset small = small();
    String directory = folder.toUri() + "small";
    small.write(session, directory, false);
    PartitionedDataset read = PartitionedDataset.read(session, directory);
    assertSame(read.dataset().train(), small.dataset().train());
    assertThat(read.assignment()).isEqualTo(small.assignment());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("small"));
    }
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    String directory = folder.resolve("twice").toString();
    small().write(session, directory, false);
    assertThatThrownBy(() -> small().write(session, directory, false))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll("twice", "exists already");
    small().write(session, directory, true);
    assertThat(PartitionedDataset.read(session, directory).assignment().devices()).isEqualTo(3);
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(precious.resolve("thesis.txt"), "do not delete");
    assertThatThrownBy(() -> small().write(session, precious.toString(), true))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("not a partitioned data set");
    assertThat(precious.resolve("thesis.txt")).exists();
  }

  @Test
  void somethingElseIsToldApart() throws IOException {
    assertThatThrownBy(() -> PartitionedDataset.read(session, folder.resolve("nowhere").toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("nowhere", "does not exist");
    assertThatThrownBy(() -> PartitionedDataset.read(session, folder.toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(folder.toString(), "lacks the table metadata");
    String damaged = folder.resolve("damaged").toString();
    small().write(session, damaged, false);
    session
        .read()
        .parquet(damaged + "/train")
        .where("sample < 2")
        .write()
        .parquet(folder.resolve("fewer").toString());
    deleteTree(Path.of(damaged, "train"));
    Files.move(folder.resolve("fewer"), Path.of(damaged, "train"));
    assertThatThrownBy(() -> PartitionedDataset.read(session, damaged))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("holds 2 samples", "says 3");
    assertRefused(damaged, "holds 2 samples");
    replaceTrain(damaged, "device, if(sample = 2, 1, sample) as sample, label, features");
    assertRefused(damaged, "does not hold each of the samples 0 to 2 once");
    replaceTrain(damaged, "device + 1 as device, sample, label, features");
    assertRefused(damaged, "holds 1 samples of the devices 0 to 2; its metadata says 3");
    replaceTrain(damaged, "device, sample, label + 7 as label, features");
    assertRefused(damaged, "of label 8");
    replaceTrain(damaged, "device, nullif(sample, 1) as sample, label, features");
    assertRefused(damaged, "sample -1 of label");
    replaceTrain(damaged, "device, sample, cast(label as double) as label, features");
    assertRefused(damaged, "has no column label of type int32");
    deleteTree(Path.of(damaged, "train"));
    Files.createDirectory(Path.of(damaged, "train"));
    assertThatThrownBy(() -> PartitionedDataset.read(session, damaged))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not a whole partitioned data set");
  }

  /** Spark gives each page a checksum; without it a feature would be another. */
  @Test
  void aDamagedPageIsRefused() throws IOException {
    Path directory = folder.resolve("flipped");
    small().write(session, directory.toString(), false);
    int flipped = 0;
    try (Stream<Path> files = Files.list(directory.resolve("train"))) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".crc")) {
          Files.delete(file); // Hadoop's own, which an object store has not
        } else {
          flipped += flip(file, 0.1f);
        }
      }
    }
    assertThat(flipped).isPositive();
    assertRefused(directory.toString(), "CRC checksum verification failed");
  }

  @Test
  void metadataThatSaysWhatCannotBeIsRefused() throws IOException {
    assertMetadataRefused("devices", "0", "has 0 as devices in its metadata, expected at least 1");
    assertMetadataRefused("devices", "cast(null as int)", "has null as devices", "expected int");
    assertMetadataRefused("devices", "2147483647", "expected at most ", "with 2 classes");
    assertMetadataRefused("devices", "3L", "has 3 as devices", "expected int");
    assertMetadataRefused("classes", "-1", "has -1 as classes", "expected at least 1");
    assertMetadataRefused("train_samples", "-3", "has -3 as train_samples", "at least 0");
    assertMetadataRefused("feature_type", "'INT3'", "has INT3 as feature_type", "UINT8, FLOAT32");
    assertMetadataRefused("width", "0", "the feature shape is 1 x 1 x 0");
    assertMetadataRefused("width", "2147483647", "expected samples of at most 2 GB");
  }

  private void assertMetadataRefused(String column, String value, String... message)
      throws IOException {
    String directory = folder.resolve("metadata-of").toString();
    small().write(session, directory, Files.exists(Path.of(directory)));
    Path changed = folder.resolve("changed");
    session
        .read()
        .parquet(directory + "/metadata")
        .withColumn(column, functions.expr(value))
        .write()
        .parquet(changed.toString());
    deleteTree(Path.of(directory, "metadata"));
    Files.move(changed, Path.of(directory, "metadata"));
    assertThatThrownBy(() -> PartitionedStore.open(session, directory))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(message)
        .message()
        .hasLineCount(1);
  }

  /** Changes a number wherever it stands in a file; returns how often that is. */
  private static int flip(Path file, float number) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    for (int place = 0; place + Float.BYTES <= bytes.length; place++) {
      if (buffer.getFloat(place) == number) {
        bytes[place] ^= 1;
        count++;
      }
    }
    Files.write(file, bytes);
    return count;
  }

  /** Puts in the place of the training samples what an expression makes of the small ones. */
  private void replaceTrain(String directory, String columns) throws IOException {
    deleteTree(Path.of(directory));
    small().write(session, directory, false);
    Path changed = folder.resolve("changed");
    session
        .read()
        .parquet(directory + "/train")
        .selectExpr(columns.split(", (?![^(]*\\))"))
        .write()
        .parquet(changed.toString());
    deleteTree(Path.of(directory, "train"));
    Files.move(changed, Path.of(directory, "train"));
  }

  private void assertRefused(String directory, String message) {
    assertThatThrownBy(() -> PartitionedStore.open(session, directory).scan(session))
        .hasStackTraceContaining(DataException.class.getName())
        .hasStackTraceContaining(message);
  }

  /** Three samples on three devices, one of which holds none. */
  static PartitionedDataset small() {
    FeatureShape shape = FeatureShape.ofTable(2);
    float[] features = {1.5f, Float.NaN, -0f, Float.MIN_VALUE, 3e38f, 0.1f};
    Samples train = Samples.ofFloats(shape, 2, features, new int[] {0, 1, 1});
    Samples test = Samples.ofFloats(shape, 2, new float[] {7, 8}, new int[] {1});
    return new PartitionedDataset(
        new Dataset("small", train, test),
        new Assignment(new int[][] {{1}, {}, {0, 2}}),
        "by hand",
        -1);
  }

  private static void assertSame(Samples found, Samples expected) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.classes()).isEqualTo(expected.classes());
    assertThat(found.labels()).isEqualTo(expected.labels());
    for (int sample = 0; sample < expected.count(); sample++) {
      assertThat(found.encodedFeatures(sample)).isEqualTo(expected.encodedFeatures(sample));
    }
  }

  static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
