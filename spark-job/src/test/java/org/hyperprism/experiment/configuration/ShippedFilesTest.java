package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a driver in cluster mode finds what its user named, and where it may write. */
class ShippedFilesTest {

  private static final String MODE = "spark.submit.deployMode";
  private static final String FILES = "spark.files";

  @TempDir Path directory;

  @BeforeEach
  void takeFilesAlong() throws IOException {
    Files.writeString(directory.resolve("top.conf"), "include \"../sets/below.conf\"\nseed = 7\n");
    Files.writeString(directory.resolve("below.conf"), "rounds = 12\n");
    System.setProperty(MODE, "cluster");
    System.setProperty(FILES, directory.toUri() + "top.conf," + directory.toUri() + "below.conf");
  }

  @AfterEach
  void forget() {
    System.clearProperty(MODE);
    System.clearProperty(FILES);
  }

  @Test
  void aRelativeFileAndWhatItIncludesAreFoundByTheirLastNames() {
    ExperimentConfiguration loaded = load("conf/sets/top.conf");
    assertThat(loaded.seed()).isEqualTo(7);
    assertThat(loaded.rounds()).isEqualTo(12);
  }

  @Test
  void whatDidNotComeAlongIsNamed() throws IOException {
    assertThatThrownBy(() -> load("conf/other.conf"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("conf/other.conf does not exist")
        .hasMessageContaining("--files");
    Files.delete(directory.resolve("below.conf"));
    assertThatThrownBy(() -> load("conf/top.conf"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the included file ../sets/below.conf cannot be read");
  }

  @Test
  void besideItsUserADriverTakesNoOtherFileOfThatName() {
    System.setProperty(MODE, "client");
    assertThatThrownBy(() -> load("conf/sets/top.conf"))
        .hasMessageContaining("conf/sets/top.conf does not exist");
  }

  @Test
  void resultsThatWouldGoWithTheDriverAreRefused() {
    for (Optional<String> out : List.of(Optional.<String>empty(), Optional.of("runs/base"))) {
      assertThatThrownBy(
              () -> RunDirectory.locate(new RunOptions(out, false, false), new Configuration()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is a relative path, and in cluster mode")
          .hasMessageContaining("--out hdfs:///results/base");
    }
    String absolute = directory.resolve("out").toString();
    assertThat(
            RunDirectory.locate(
                    new RunOptions(Optional.of(absolute), false, false), new Configuration())
                .toString())
        .isEqualTo(absolute);
  }

  private static ExperimentConfiguration load(String file) {
    return ConfigurationLoader.load(Optional.of(Path.of(file)), List.of());
  }
}
