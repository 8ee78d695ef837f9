package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher makes of the words of {@code HYPERPRISM_SPARK_OPTIONS}. */
class SparkOptionsTest extends CopiedLauncher {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --conf "a=b c"   | <--conf>;<a=b c>;
          --conf \\"a=b\\" | <--conf>;<"a=b">;
          --jars mine.jar  | <--jars>;<mine.jar>;
          """)
  void moreOptionsAreWordsAsAShellSplitsThem(String options, String words)
      throws IOException, InterruptedException {
    for (String quoted : List.of(options, options.replace("\"a=b c\"", "'a=b c'"))) {
      Program.Result result = launch(Map.of("HYPERPRISM_SPARK_OPTIONS", quoted), master());

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.out()).contains(words.replace(';', '\n')).doesNotContain("<>");
    }
  }

  @Test
  void blanksAreNoOption() throws IOException, InterruptedException {
    Program.Result result = launch(Map.of("HYPERPRISM_SPARK_OPTIONS", "  "), master());

    assertThat(result.exitCode()).as(result.printed()).isZero();
    assertThat(result.out()).doesNotContain("<>").endsWith("/hyperprism.jar>\n<run>\n");
  }

  @Test
  void aQuoteThatIsNotClosedIsRefused() throws IOException, InterruptedException {
    assertRefused(
        launch(Map.of("HYPERPRISM_SPARK_OPTIONS", "--conf 'a=b"), master()),
        "HYPERPRISM_SPARK_OPTIONS is --conf 'a=b, in which a quote is not closed");
  }

  /** Spark would end with a stack trace, or run what nobody meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --num-executor 4                 | spark-submit knows no option --num-executor; expected one
          --bogus=4                        | spark-submit knows no option --bogus; expected one
          -x                               | spark-submit knows no option -x; expected one
          num-executors 4                  | 'num-executors' is neither an option nor the value of one
          --num-executors                  | --num-executors needs a value
          --num-executors 4 5              | '5' is neither an option nor the value of one
          --num-executors --executor-cores | --num-executors has no value: --executor-cores, which
          --conf --jars=a.jar              | --conf has no value: --jars=a.jar, which
          --num-executors four             | --num-executors is four; expected a number above 0
          --executor-cores=0               | --executor-cores is 0; expected a number above 0
          --executor-memory lots           | --executor-memory is lots; expected a size of memory
          --deploy-mode cleint             | --deploy-mode is cleint; expected client or cluster
          --conf spark.ui.enabled          | --conf is spark.ui.enabled; expected key=value
          --master yarn                    | --master stands; give it to hyperprism itself
          --class Mine                     | --class stands; the class is HyperPrism's own
          --properties-file no.conf        | --properties-file is no.conf, which is no file that can
          """)
  void wordsThatAreNoOptionsOfSparkAreRefused(String options, String message)
      throws IOException, InterruptedException {
    String given = "HYPERPRISM_SPARK_OPTIONS is " + options + ", in which ";
    Map<String, String> variables = Map.of("HYPERPRISM_SPARK_OPTIONS", options);
    assertRefused(launch(variables, master()), given, message);
    assertRefused(launch(variables, "run"), given, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--deploy-mode=client --num-executors 4 --executor-memory 700m --conf a=--jars -c b=",
        "--driver-java-options --add-opens=java.base/java.lang=ALL-UNNAMED --verbose --queue q"
      })
  void optionsOfSparkAreTaken(String options) throws IOException, InterruptedException {
    Program.Result result = launch(Map.of("HYPERPRISM_SPARK_OPTIONS", options), master());

    assertThat(result.exitCode()).as(result.printed()).isZero();
    assertThat(result.out()).contains("<" + options.replace(" ", ">\n<") + ">");
  }

  @Test
  void everyListOfJarsIsTaken() throws IOException, InterruptedException {
    Map<String, String> variables =
        Map.of("HYPERPRISM_SPARK_OPTIONS", "--jars a.jar --jars=b.jar,c.jar");
    assertThat(launch(variables, master()).out()).contains("<--jars>\n<a.jar,b.jar,c.jar>\n");
  }
}
