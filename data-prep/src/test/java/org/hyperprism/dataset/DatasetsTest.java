package org.hyperprism.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

  @TempDir Path folder;

  @Test
  void theSampleIsInTheJar() {
    Dataset sample = Datasets.load("mnist-sample", Optional.empty(), folder.resolve("cache"));
    assertThat(sample.train().count()).isEqualTo(6000);
    assertThat(sample.test().count()).isEqualTo(1000);
    assertThat(sample.train().shape()).isEqualTo(new FeatureShape(1, 28, 28));
    for (int label = 0; label < 10; label++) {
      int wanted = label;
      assertThat(Arrays.stream(sample.train().labels()).filter(each -> each == wanted))
          .hasSize(600);
      assertThat(Arrays.stream(sample.test().labels()).filter(each -> each == wanted)).hasSize(100);
    }
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Datasets.load("fashion-minst", Optional.empty(), folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("fashion-minst")
        .hasMessageContaining("did you mean fashion-mnist?");
  }

  @Test
  void aFolderThatLacksFilesIsToldWhich() throws IOException {
    copySampleTo(folder);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThatThrownBy(() -> Datasets.load("mnist-sample", Optional.of(folder), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(folder.toString(), "lacks t10k-labels-idx1-ubyte;");
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> Datasets.load("cifar-10", Optional.of(nowhere), folder))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void filesOfAnotherDataSetAreToldByTheirChecksum() throws IOException {
    copySampleTo(folder);
    assertThat(Datasets.load("mnist-sample", Optional.of(folder), folder).test().count())
        .isEqualTo(1000);
    assertThatThrownBy(() -> Datasets.load("mnist", Optional.of(folder), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(
            folder.resolve("train-images-idx3-ubyte.gz").toString(),
            "SHA-256 is 5e70119ad8ca",
            "expected ba891046e650",
            "give the right file");
  }

  @Test
  void aDamagedCacheSaysHowToMendIt() throws IOException {
    copySampleTo(Files.createDirectory(folder.resolve("mnist")));
    assertThatThrownBy(() -> Datasets.load("mnist", Optional.empty(), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("delete it, and it will be fetched again");
  }

  @Test
  void aTableIsNotANamedDataSet() {
    assertThatThrownBy(() -> Datasets.load("mnist", Optional.of(Path.of("a9a.svm")), folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a9a.svm");
    assertThat(Datasets.isTable("hdfs:///data/rows.CSV")).isTrue();
    assertThat(Datasets.isTable("mnist")).isFalse();
  }

  private static void copySampleTo(Path target) throws IOException {
    for (DataFile file : NamedDataset.MNIST_SAMPLE.files()) {
      String packed = file.name() + ".gz";
      try (InputStream in = Datasets.class.getResourceAsStream("mnist-sample/" + packed)) {
        Files.copy(Objects.requireNonNull(in), target.resolve(packed));
      }
    }
  }
}
