package org.hyperprism.partition.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.DataSets;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Dirichlet;
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
    Dataset sample = DataSets.load("mnist-sample", Optional.empty(), folder);
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
    deleteTree(Path.of(damaged, "train"));
    Files.createDirectory(Path.of(damaged, "train"));
    assertThatThrownBy(() -> PartitionedDataset.read(session, damaged))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not a whole partitioned data set");
  }

  /** Three samples on three devices, one of which holds none. */
  private static PartitionedDataset small() {
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

  private static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
