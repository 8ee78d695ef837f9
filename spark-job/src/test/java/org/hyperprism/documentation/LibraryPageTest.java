package org.hyperprism.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.packaging.Program;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The code of the page about the library is run as it stands there. */
@Tag("slow")
@WithSpark
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LibraryPageTest {

  private static final Page PAGE = Page.of("spark-job/docs/library.md");

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private static final String IMPORTS =
      """
      import org.apache.spark.ml.*;
      import org.apache.spark.ml.feature.*;
      import org.hyperprism.api.*;
      import org.hyperprism.ml.*;
      """;

  @TempDir Path directory;
  private final SparkSession spark;

  LibraryPageTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void theJavaOfAJob() throws Exception {
    // A relative path counts from where the program runs, which is not the repository here.
    String code = block("HyperPrismJob.on(spark)\n").replace("\"conf/", "\"../conf/");
    assertThat(code.lines()).hasSize(8);
    assertThat(run(code, spark.emptyDataFrame()))
        .contains("hyperprism 10\n", "dpsgd 10\n", "accuracy_mean|", "crc32");
  }

  @Test
  void theJavaOfAPipeline() throws Exception {
    Dataset<Row> table =
        spark
            .range(90)
            .selectExpr(
                "element_at(array('iris', 'aster', 'rose'), int(id % 3) + 1) as kind",
                "double(id % 3 = 1) + id % 7 / 20 as length",
                "double(id % 3 = 2) + id % 5 / 20 as width")
            .coalesce(1);
    assertThat(run(block("new StringIndexer"), table)).contains("prediction", "training_loss_mean");
  }

  @Test
  void theScalaIsTypedIntoSparkShell() throws Exception {
    String code = block("import org.hyperprism.api._");
    assertThat(code.lines()).hasSize(8);
    Path script = directory.resolve("lines.scala");
    Files.writeString(script, code + "System.exit(0)\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The flags that Spark gives spark-shell itself, and none of ours.
    Files.readAllLines(Path.of("..", "conf", "jvm.options")).stream()
        .filter(flag -> flag.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dscala.usejavacp=true",
            "-cp",
            absolute(CLASS_PATH),
            "org.apache.spark.repl.Main",
            "-usejavacp",
            "-i",
            script.toString()));
    Program.Result result = Program.run(Path.of("..").toAbsolutePath(), Map.of(), command);
    assertThat(result.out())
        .as(result.printed())
        .contains("round 5\n", "round 10\n", "|accuracy_mean", "knows least, all models have")
        .contains("stopped: false")
        .doesNotContain("error:");
    assertThat(result.printed()).contains("the JVM was started without --add-modules=ALL-SYSTEM");
  }

  private static String absolute(String classPath) {
    List<String> places = new ArrayList<>();
    for (String place : classPath.split(File.pathSeparator, -1)) {
      places.add(Path.of(place).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, places);
  }

  /** The block of code with a text in it. */
  private static String block(String text) {
    return PAGE.blocks().stream().filter(each -> each.contains(text)).findFirst().orElseThrow();
  }

  /**
   * Compiles lines, runs them with {@code spark} and {@code table}, and returns what they print.
   */
  private String run(String lines, Dataset<Row> table) throws Exception {
    Path source = directory.resolve("Lines.java");
    Files.writeString(
        source,
        IMPORTS
            + "public class Lines {\n"
            + "  public static void run(org.apache.spark.sql.SparkSession spark,"
            + " org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> table) {\n"
            + lines
            + "  }\n}\n");
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-d", directory.toString(), "-cp", CLASS_PATH);
      assertThat(
              compiler
                  .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                  .call())
          .as(said.toString())
          .isTrue();
    }
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Method compiled =
          loader.loadClass("Lines").getMethod("run", SparkSession.class, Dataset.class);
      // Spark prints tables to Scala's own idea of the standard output.
      scala.Console.withOut(System.out, () -> invoked(compiled, spark, table));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static boolean invoked(Method compiled, SparkSession spark, Dataset<Row> table) {
    try {
      compiled.invoke(null, spark, table);
      return true;
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(failure.toString(), failure);
    }
  }
}
