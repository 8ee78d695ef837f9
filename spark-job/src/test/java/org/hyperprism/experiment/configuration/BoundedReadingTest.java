package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hyperprism.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations of few lines that multiply, and large ones that do not. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BoundedReadingTest {

  @TempDir Path folder;

  /** Thirty lines, each of which doubles the one before. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1]     | [${a%d}, ${a%d}]
          1       | [${a%d}, ${a%d}]
          {x = 1} | {left = ${a%d}, right = ${a%d}}
          """)
  void whatDoublesIsRefused(String first, String next) throws IOException {
    String doubling =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "a%d = ".formatted(i) + next.formatted(i - 1, i - 1))
            .collect(Collectors.joining("\n"));
    assertRefused("a0 = " + first + "\n" + doubling, "has more than 10,000,000 values and letters");
  }

  @Test
  void aListThatIsAddedToItselfIsRefused() throws IOException {
    assertRefused("a = [1]\n" + "a += ${a}\n".repeat(30), "has more than 10,000,000 values");
  }

  /** It would end, in far more time than anybody waits. */
  @Test
  void whatTakesTooLongIsRefused() throws IOException {
    assertRefused("a = [1]\n" + "a += 1\n".repeat(400), "takes more than 5 s to read");
  }

  @Test
  void whatTakesTooMuchMemoryIsRefused() {
    assertThatThrownBy(
            () ->
                BoundedReading.of(
                    "x.conf",
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "x.conf takes more memory to read than Java has: its substitutions");
  }

  @Test
  void filesThatIncludeOthersTwiceEachAreRefused() throws IOException {
    write("0.conf", "rounds = 3");
    for (int i = 1; i <= 12; i++) {
      write(i + ".conf", "include \"%1$d.conf\"\ninclude \"%1$d.conf\"\n".formatted(i - 1));
    }
    assertThatThrownBy(() -> ConfigurationLoader.parseFile(folder.resolve("12.conf")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "12.conf: more than 1000 files are included", ".conf for one time and again");
  }

  @Test
  void anHonestConfigurationMayBeLarge() throws IOException {
    String text =
        "base = 3\nlist = %s\n".formatted(Collections.nCopies(10_000, "${base}"))
            + IntStream.range(0, 1000)
                .mapToObj("key%d = ${base}\n"::formatted)
                .collect(Collectors.joining());
    Config resolved = ConfigurationLoader.resolve(ConfigurationLoader.parseFile(file(text)));

    assertThat(resolved.getIntList("list")).hasSize(10_000).containsOnly(3);
    assertThat(resolved.getInt("key999")).isEqualTo(3);
  }

  @Test
  void listsGrowAndPropertiesOfTheSystemAreKnown() throws IOException {
    String text =
        """
        rounds = 2
        methods = [dpsgd]
        methods += swarmsgd
        methods = ${methods} [centralised]
        data.cache = ${java.io.tmpdir}
        """;
    Config resolved = ConfigurationLoader.resolve(ConfigurationLoader.parseFile(file(text)));
    assertThat(resolved.getStringList("methods"))
        .containsExactly("dpsgd", "swarmsgd", "centralised");
    assertThat(resolved.getString("data.cache")).isEqualTo(System.getProperty("java.io.tmpdir"));
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            message, "its substitutions, += or includes multiply; expected fewer of them")
        .message()
        .hasLineCount(1);
  }

  private Path file(String text) throws IOException {
    return write("large.conf", text);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
