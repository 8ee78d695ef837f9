package org.hyperprism.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of use that a package-info shows would compile in a class of its package. */
class PackageExamplesTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL);

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  /** What an example may use without saying where it comes from. */
  private static final Map<String, String> GIVEN =
      Map.ofEntries(
          Map.entry("seed", "long"),
          Map.entry("device", "int"),
          Map.entry("round", "int"),
          Map.entry("count", "int"),
          Map.entry("name", "String"),
          Map.entry("names", "List<String>"),
          Map.entry("cache", "Path"),
          Map.entry("own", "float[]"),
          Map.entry("neighbours", "float[]"),
          Map.entry("samples", "org.hyperprism.dataset.Samples"),
          Map.entry("train", "org.hyperprism.dataset.Samples"),
          Map.entry("test", "org.hyperprism.dataset.Samples"),
          Map.entry("dataset", "org.hyperprism.dataset.Dataset"),
          Map.entry("assignment", "org.hyperprism.partition.Assignment"),
          Map.entry("trace", "org.hyperprism.trace.TraceSource"),
          Map.entry("model", "org.hyperprism.model.ModelDefinition"),
          Map.entry("backend", "org.hyperprism.model.GradientBackend"),
          Map.entry("method", "org.hyperprism.method.Method"),
          Map.entry("links", "org.hyperprism.topology.LinkSchedule"),
          Map.entry("store", "org.hyperprism.engine.checkpoint.CheckpointStore"),
          Map.entry("spark", "org.apache.spark.api.java.JavaSparkContext"),
          Map.entry("observer", "org.hyperprism.sweep.SweepObserver"),
          Map.entry("runner", "ExperimentRunner"),
          Map.entry("sweeps", "SweepRunner"),
          Map.entry("fetcher", "DataSetFetcher"),
          Map.entry("session", "org.apache.spark.sql.SparkSession"),
          Map.entry("hadoop", "org.apache.hadoop.conf.Configuration"));

  private static final List<String> IMPORTS =
      List.of(
          "com.typesafe.config.ConfigFactory",
          "com.typesafe.config.ConfigObject",
          "java.io.*",
          "java.nio.file.*",
          "java.time.Duration",
          "java.util.*",
          "org.apache.commons.rng.UniformRandomProvider",
          "org.apache.hadoop.conf.Configuration",
          "org.hyperprism.dataset.Dataset", // Spark has one, too
          "org.knowm.xchart.*");

  /** Packages with classes that are named as others are; only their own examples see them. */
  private static final Set<String> NOT_IMPORTED =
      Set.of("org.hyperprism.method.hyperprism.hypernetwork", "org.hyperprism.model.vector");

  private record Source(String name, String text) {}

  @TempDir Path classes;

  @Test
  void theyCompile() {
    List<String> infos = packageInfos();
    List<Source> sources = new ArrayList<>();
    for (String info : infos) {
      for (MatchResult example : EXAMPLE.matcher(info).results().toList()) {
        String name = "Example" + sources.size();
        sources.add(new Source(name, source(info, name, example.group(1), infos)));
      }
    }

    assertThat(sources).hasSizeGreaterThan(20);
    assertThat(compile(sources)).isEmpty();
  }

  /** What the compiler says; nothing where all is well. */
  private String compile(List<Source> sources) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter said = new StringWriter();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options =
        List.of("-proc:none", "-nowarn", "-XDignore.symbol.file", "-d", classes.toString(), "-cp");
    List<String> all = new ArrayList<>(options);
    all.add(classPath);
    compiler.getTask(said, null, null, all, null, files(sources)).call();
    return said.toString();
  }

  private static List<JavaFileObject> files(List<Source> sources) {
    List<JavaFileObject> files = new ArrayList<>();
    for (Source source : sources) {
      URI name = URI.create("string:///" + source.name() + ".java");
      files.add(
          new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source.text();
            }
          });
    }
    return files;
  }

  private static String source(String info, String name, String example, List<String> infos) {
    String code = example.replaceAll("(?m)^ \\* ?", "");
    StringBuilder source = new StringBuilder("package " + packageOf(info) + ";\n");
    IMPORTS.forEach(each -> source.append("import ").append(each).append(";\n"));
    Set<String> packages = new TreeSet<>(infos.stream().map(each -> packageOf(each)).toList());
    packages.removeAll(NOT_IMPORTED);
    packages.forEach(each -> source.append("import ").append(each).append(".*;\n"));
    source.append("class ").append(name).append(" {\n");
    source.append("  static void use(").append(parameters(code)).append(") throws Exception {\n");
    return source.append(code).append("\n  }\n}\n").toString();
  }

  /** Those of the given names that an example uses and does not declare itself. */
  private static String parameters(String example) {
    String code = example.replaceAll(" // .*", "");
    List<String> parameters = new ArrayList<>();
    GIVEN.forEach(
        (name, type) -> {
          if (find("\\b" + name + "\\b", code)
              && !find("[\\w>\\]] " + name + "\\b *[=:,;)]", code)) {
            parameters.add(type + " " + name);
          }
        });
    return String.join(", ", parameters);
  }

  private static boolean find(String expression, String text) {
    return Pattern.compile(expression).matcher(text).find();
  }

  private static String packageOf(String info) {
    return PACKAGE.matcher(info).results().map(match -> match.group(1)).findFirst().orElseThrow();
  }

  private static List<String> packageInfos() {
    List<String> infos = new ArrayList<>();
    for (String module : List.of("data-prep", "spark-job")) {
      Path sources = Page.REPOSITORY.resolve(module).resolve("src/main/java/org/hyperprism");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(each -> each.endsWith("package-info.java")).toList()) {
          infos.add(Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return infos;
  }
}
