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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.packaging.Program;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README is run as it stands there. */
@Tag("slow")
@WithSpark
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LibraryPageTest {

  private static final Page PAGE = Page.of("README.md");

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private static final String NEXT = "what is typed next:";

  private static final String IMPORTS = "import org.hyperprism.api.*;\n";

  /** A row that the pipeline prints: island, species, prediction and how many. */
  private static final Pattern COUNTED =
      Pattern.compile("\\| *\\w+\\| *(\\w+)\\| *(\\d)\\.0\\| *(\\d+)\\|");

  /** By how many there are, as StringIndexer orders them. */
  private static final Map<String, String> CLASSES =
      Map.of("Adelie", "0", "Gentoo", "1", "Chinstrap", "2");

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
    assertThat(run(code))
        .contains("hyperprism round 10/10: accuracy ", "dpsgd round 10/10: accuracy ")
        .contains("rounds a second", "accuracy_mean|", "crc32");
  }

  /** All that the pages have typed into spark-shell, in one. */
  @Test
  void theScalaIsTypedIntoSparkShell() throws Exception {
    String job = block("import org.hyperprism.api._");
    assertThat(job.lines()).hasSize(8);
    String method = block(Page.of("spark-job/docs/library.md"), "HalfWay");

    Program.Result result = typed(List.of(job, method, block("penguins.csv")));

    assertThat(result.out()).as(result.printed()).doesNotContain("error:");
    List<String> said = List.of(result.out().split(NEXT + "\n"));
    assertThat(said).as(result.out()).hasSize(3);
    assertThat(said.get(0))
        .contains("dpsgd round 5/10: accuracy ", "dpsgd round 10/10: accuracy ", " s in all\n")
        .contains("|accuracy_mean", "knows least; CRC-32 of all models: ")
        .contains("stopped: false");
    assertThat(result.printed()).contains("the JVM was started without --add-modules=ALL-SYSTEM");
    // A method on executors that get the class from the shell.
    assertThat(said.get(1)).containsPattern("half-way *\\| *30\\| *0\\.[6-9]");
    assertPenguinsAreToldApart(said.get(2));
  }

  /** A real table: words are encoded, numbers scaled, and each of three devices is an island. */
  private static void assertPenguinsAreToldApart(String said) {
    assertThat(said).contains("|prediction|");
    int right = 0;
    int all = 0;
    for (MatchResult row : COUNTED.matcher(said).results().toList()) {
      int penguins = Integer.parseInt(row.group(3));
      all += penguins;
      right += row.group(2).equals(CLASSES.get(row.group(1))) ? penguins : 0;
    }
    assertThat(all).as("penguins without a gap").isEqualTo(333);
    assertThat(right).as(said).isGreaterThan(310);
  }

  private Program.Result typed(List<String> blocks) throws Exception {
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
            "-usejavacp"));
    // Each is compiled on its own, so that it may name what one before it did.
    for (int index = 0; index < blocks.size(); index++) {
      String last = index + 1 == blocks.size() ? "System.exit(0)\n" : "println(\"" + NEXT + "\")\n";
      Path script = directory.resolve("lines" + index + ".scala");
      command.addAll(List.of("-i", Files.writeString(script, blocks.get(index) + last).toString()));
    }
    return Program.run(Path.of("..").toAbsolutePath(), Map.of(), command);
  }

  private static String absolute(String classPath) {
    List<String> places = new ArrayList<>();
    for (String place : classPath.split(File.pathSeparator, -1)) {
      places.add(Path.of(place).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, places);
  }

  /** The block of code of the README with a text in it. */
  private static String block(String text) {
    return block(PAGE, text);
  }

  private static String block(Page page, String text) {
    return page.blocks().stream().filter(each -> each.contains(text)).findFirst().orElseThrow();
  }

  /** Compiles lines, runs them with {@code spark}, and returns what they print. */
  private String run(String lines) throws Exception {
    Path source = directory.resolve("Lines.java");
    Files.writeString(
        source,
        IMPORTS
            + "public class Lines {\n"
            + "  public static void run(org.apache.spark.sql.SparkSession spark) {\n"
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
      Method compiled = loader.loadClass("Lines").getMethod("run", SparkSession.class);
      // Spark prints tables to Scala's own idea of the standard output.
      scala.Console.withOut(System.out, () -> invoked(compiled, spark));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static boolean invoked(Method compiled, SparkSession spark) {
    try {
      compiled.invoke(null, spark);
      return true;
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(failure.toString(), failure);
    }
  }
}
