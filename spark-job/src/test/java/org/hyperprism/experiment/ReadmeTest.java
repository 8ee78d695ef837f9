package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.results.RoundMetrics;
import org.junit.jupiter.api.Test;

/** What the README says of settings, columns and files is what the code has. */
class ReadmeTest {

  private static final Path REPOSITORY = Path.of("..");

  private final String readme = read();

  private static String read() {
    try {
      return Files.readString(REPOSITORY.resolve("README.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theTableOfSettingsIsTheOneThatIsPrinted() {
    assertThat(readme).contains(ConfigurationWriter.reference().strip());
  }

  @Test
  void everyColumnIsExplained() {
    assertThat(RoundMetrics.COLUMNS)
        .allSatisfy(column -> assertThat(readme).contains("`" + column.name() + "`"));
  }

  @Test
  void everyConfigurationItNamesIsThere() {
    Matcher names = Pattern.compile("\\bconf/[a-z0-9.-]*[a-z0-9]").matcher(readme);
    int found = 0;
    while (names.find()) {
      found++;
      assertThat(REPOSITORY.resolve(names.group())).exists();
    }
    assertThat(found).isGreaterThan(5);
  }
}
