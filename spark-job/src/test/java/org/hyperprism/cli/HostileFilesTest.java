package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.table.TableFormat;
import org.hyperprism.dataset.table.TableReader;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.model.dl4j.ImportedNetworks;
import org.hyperprism.results.recorded.ExampleRuns;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small files that once took the memory, the terminal or all time there is, or ended in a fault,
 * each with what is said of it now; a file that fails some day joins them.
 */
@WithSpark
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileFilesTest {

  private static final Path FILES = Path.of("src", "test", "resources", "hostile");

  private final SparkSession session;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  HostileFilesTest(SparkSession session) {
    this.session = session;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unicode-escape.conf | an escape in a text stands for no character
          cycle.conf          | part of a cycle of substitutions
          binary.conf         | expected HOCON, as in conf/base.conf
          """)
  void configurations(String file, String message) {
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(FILES.resolve(file)), List.of()))
        .isInstanceOf(HyperPrismException.class)
        .hasMessageContainingAll(file, message)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"bom.conf, 3, 50", "crlf.conf, 3, 5"})
  void configurationsOfOtherEditors(String file, int rounds, int devices) {
    assertThat(ConfigurationLoader.load(Optional.of(FILES.resolve(file)), List.of()))
        .returns(rounds, ExperimentConfiguration::rounds)
        .returns(devices, ExperimentConfiguration::devices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          d-few.csv       | has 12 rows and no class with 6 of them
          d-hugeindex.svm | 20 rows of 2147483647 features, the largest index of any row
          d-index1e8.svm  | 20 rows of 100000000 features, the largest index of any row
          d-inf.csv       | row 8: feature 2 is Infinity; expected a finite number
          d-nan.csv       | row 8: feature 2 is NaN; expected a finite number
          d-nanlabel.csv  | row 8: the label is NaN; expected a finite number
          d-nantest.csv   | row 16: feature 2 is NaN; expected a finite number
          """)
  void tables(String file, String message) {
    String path = FILES.resolve(file).toString();
    assertThatThrownBy(
            () -> TableReader.read(session, path, path, Optional.empty(), TableFormat.of(path)))
        .isInstanceOf(HyperPrismException.class)
        .hasMessageContainingAll(file, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m-convneg.json   | layer 0 (ConvolutionLayer, 'layer0') has nIn 0 and nOut -1
          m-dense-neg.json | layer 8 (DenseLayer, 'layer8') has nIn 0 and nOut -5
          m-dense-1m.json  | the network has 973204954 parameters; to try it takes
          m-gadget1.json   | @class is java.util.logging.FileHandler; expected a class of Deeplearning4j
          m-unknown.json   | @class is no.such.Layer; expected a class of Deeplearning4j
          m-lossnull.json  | layer 9 (OutputLayer, 'layer9') has the loss null
          m-padneg.json    | Padding height can not be negative
          m-stride0.json   | Invalid strides
          m-slow-enum.json | cannot read it as a MultiLayerConfiguration
          m-biasinit-nan.json | layer 8 (DenseLayer, 'layer8') has biasInit 1.0E308
          """)
  void networks(String file, String message) throws IOException {
    String text = Files.readString(FILES.resolve(file), StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> ImportedNetworks.read(file, text, new FeatureShape(1, 28, 28), 10, List.of()))
        .isInstanceOf(HyperPrismException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          t-bigid.csv  | expected a device id from 0 to 9999999
          t-bigid2.csv | expected a device id from 0 to 9999999
          t-nul.csv    | line 2: dst is '1\\u0000'; expected a number
          t-utf16.csv  | and lacks round, src, dst
          t-gzip.csv   | and lacks round, src, dst
          """)
  void traces(String file, String message) {
    assertThat(execute("links", "show", FILES.resolve(file).toString())).isEqualTo(2);
    assertOneLine(file, message);
  }

  @Test
  void contactsOverMillionsOfRounds() {
    String path = FILES.resolve("c-tenk.txt").toString();
    String out = folder.resolve("o.parquet").toString();
    assertThat(execute("links", "import", path, "--round-seconds", "1", "--out", out)).isEqualTo(2);
    assertOneLine("c-tenk.txt", "make the rounds longer");
    assertThat(folder).isEmptyDirectory();
  }

  /** Of a colleague who sent the whole directory. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resolved.conf | include file("/etc/hostname") | it includes the file /etc/hostname, which is not opened
          resolved.conf | seed = "\\u-214"              | an escape in a text stands for no character
          metrics.csv   | method                        | row 1 has 1 cells, expected 2
          """)
  void runsThatAreReported(String file, String text, String message) throws IOException {
    Path run = new ExampleRuns().write(folder.resolve("run"));
    Path page = folder.resolve("page.html");
    Files.writeString(run.resolve(file), file.endsWith(".csv") ? text + ",round\ndpsgd\n" : text);

    assertThat(execute("report", run.toString(), "--out=" + page)).isEqualTo(2);

    assertOneLine(file, message);
    assertThat(err.toString()).contains("anew");
    assertThat(page).doesNotExist();
  }

  /** A device may be called what it likes; a terminal is not to do what it says. */
  @Test
  void namesOfDevicesAreShownWithoutControlCharacters() throws IOException {
    Path contacts = folder.resolve("c.txt");
    Files.writeString(contacts, "0 \u001b[2Ja b up\n5 \u001b[2Ja b down\n");
    String trace = folder.resolve("c.parquet").toString();

    assertThat(
            execute("links", "import", contacts.toString(), "--round-seconds", "1", "--out", trace))
        .as(err.toString())
        .isZero();
    assertThat(execute("links", "show", trace)).as(err.toString()).isZero();

    assertThat(out.toString()).contains("  0 = \\u001b[2Ja\n", "made with ", "names \\u001b[2Ja,b");
    assertThat(out.toString().chars()).doesNotContain(0x1b);
  }

  @Test
  void contactsWithAByteOrderMark() {
    String path = FILES.resolve("c-bom.txt").toString();
    String out = folder.resolve("o.csv").toString();
    assertThat(execute("links", "import", path, "--round-seconds", "1", "--out", out))
        .as(err.toString())
        .isZero();
    assertThat(folder.resolve("o.csv")).isNotEmptyFile();
  }

  /** Names the file, and commands no terminal. */
  private void assertOneLine(String file, String message) {
    assertThat(err.toString()).startsWith("hyperprism: ").contains(file, message).hasLineCount(1);
    assertThat(err.toString().strip().chars()).noneMatch(Character::isISOControl);
    assertThat(out.toString()).isEmpty();
  }

  private int execute(String... arguments) {
    return new Application(
            (configuration, options) -> 0,
            (sweep, options, retryFailed, cells) -> 0,
            (name, given, cache) -> name,
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .execute(arguments);
  }
}
