package org.hyperprism.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The full data sets, fetched by the package clients of this machine. The system property {@code
 * hyperprism.cache} names a cache that is kept.
 */
@Tag("slow")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class RealDatasetsTest {

  private static Path cache = Path.of(".");

  @BeforeAll
  static void chooseCache(@TempDir Path temporary) {
    String kept = System.getProperty("hyperprism.cache");
    cache = kept == null ? temporary : Path.of(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "mnist, 60000, 6742, 0.1307",
    "fashion-mnist, 60000, 6000, 0.2860",
    "cifar-10, 50000, 5000, 0.4734"
  })
  void fullDataSetsAreFetchedAndRead(String name, int train, int ones, double mean)
      throws IOException {
    Dataset dataset = load(name);
    assertThat(dataset.train().count()).isEqualTo(train);
    assertThat(dataset.test().count()).isEqualTo(10_000);
    assertThat(Arrays.stream(dataset.train().labels()).filter(label -> label == 1)).hasSize(ones);
    assertThat(meanOf(dataset.train())).isBetween(mean - 1e-4, mean + 1e-4);
    try (var left = Files.list(cache)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(path -> path.startsWith(".fetch"));
    }
  }

  @Test
  void theSampleIsAPartOfTheFullSet() throws IOException {
    load("mnist");
    for (DataFile file : NamedDataset.MNIST_SAMPLE.files()) {
      byte[] made = MnistSampleMaker.sampleOf(cache.resolve("mnist"), file.name());
      assertThat(new FileContent(file.name(), made).sha256()).isEqualTo(file.sha256());
    }
  }

  /** Skips the test on a machine that can fetch the data set from nowhere. */
  private static Dataset load(String name) {
    try {
      return Datasets.load(name, Optional.empty(), cache);
    } catch (EnvironmentException unreachable) {
      return Assumptions.abort(unreachable.getMessage());
    }
  }

  private static double meanOf(Samples samples) {
    float[] features = new float[samples.shape().features()];
    double sum = 0;
    for (int sample = 0; sample < samples.count(); sample++) {
      samples.copyFeatures(sample, features, 0);
      for (float value : features) {
        sum += value;
      }
    }
    return sum / ((double) samples.count() * features.length);
  }
}
