package org.hyperprism.cluster;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.hyperprism.packaging.Program;

/**
 * The folders of a Zeppelin and of a Spark, out of published jars. What these lack of the two
 * downloads stands in {@code src/test/zeppelin}: two shell scripts, and the Scala of {@code
 * %spark}.
 */
final class ZeppelinHome {

  private static final Path OURS = Path.of("src", "test", "zeppelin").toAbsolutePath();
  private static final Path LAYOUT = property("layout.directory");
  private static final Path JARS = property("zeppelin.directory");
  private static final Path REPL = property("spark.repl.directory");
  private static final String JAVA_HOME = System.getProperty("java.home");

  private final Path zeppelin;
  private final Path spark;

  private ZeppelinHome(Path folder) {
    zeppelin = folder.resolve("zeppelin");
    spark = folder.resolve("spark");
  }

  /** Lays both out in a folder. */
  static ZeppelinHome in(Path folder) throws IOException {
    ZeppelinHome home = new ZeppelinHome(folder);
    home.layOutSpark();
    home.layOutZeppelin();
    return home;
  }

  private static Path property(String name) {
    return Path.of(requireNonNull(System.getProperty(name), name)).toAbsolutePath();
  }

  private void layOutSpark() throws IOException {
    Path jars = Files.createDirectories(spark.resolve("jars"));
    link(LAYOUT.resolve("spark"), jars);
    link(REPL, jars);
    Files.createSymbolicLink(
        Files.createDirectories(spark.resolve("bin")).resolve("spark-submit"),
        OURS.resolve("bin").resolve("spark-submit"));
  }

  private void layOutZeppelin() throws IOException {
    Path interpreter = Files.createDirectories(zeppelin.resolve("interpreter").resolve("spark"));
    link(JARS.resolve("spark-interpreter"), interpreter);
    Files.writeString(interpreter.resolve("interpreter-setting.json"), sparkAndSql(interpreter));
    compileScala(Files.createDirectories(interpreter.resolve("scala-2.12").resolve("classes")));
    Files.createSymbolicLink(zeppelin.resolve("lib"), JARS.resolve("server"));
    link(
        one(JARS.resolve("server"), "zeppelin-markdown-*.jar"),
        Files.createDirectories(zeppelin.resolve("interpreter").resolve("md")));
    Files.createSymbolicLink(zeppelin.resolve("bin"), OURS.resolve("bin"));
    Files.copy(
        OURS.resolve("log4j.properties"),
        Files.createDirectories(zeppelin.resolve("conf")).resolve("log4j.properties"));
    Files.createDirectories(zeppelin.resolve("notebook"));
    Files.createDirectories(zeppelin.resolve("webroot"));
  }

  /** The interpreters that need neither Python nor R nor Kotlin. */
  private static String sparkAndSql(Path interpreter) throws IOException {
    ArrayNode kept = new ObjectMapper().createArrayNode();
    try (JarFile jar = new JarFile(one(interpreter, "spark-interpreter-*.jar").get(0).toFile());
        InputStream all = jar.getInputStream(jar.getEntry("interpreter-setting.json"))) {
      for (JsonNode setting : new ObjectMapper().readTree(all)) {
        if (List.of("spark", "sql").contains(setting.path("name").asText())) {
          kept.add(setting);
        }
      }
    }
    return kept.toString();
  }

  private void compileScala(Path classes) throws IOException {
    JavaCompiler compiler = requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter said = new StringWriter();
    List<Path> jars = some(zeppelin.resolve("interpreter").resolve("spark"), "*.jar");
    jars.addAll(some(spark.resolve("jars"), "*.jar"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, jars);
      List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
      boolean isDone =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(some(OURS.resolve("bridge"), "*.java")))
              .call();
      if (!isDone) {
        throw new IllegalStateException(said.toString());
      }
    }
  }

  private static List<Path> some(Path folder, String names) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      files.forEach(found::add);
    }
    return found;
  }

  private static List<Path> one(Path folder, String name) throws IOException {
    List<Path> found = some(folder, name);
    if (found.size() != 1) {
      throw new IllegalStateException(name + " in " + folder + " is " + found);
    }
    return found;
  }

  private static void link(Path from, Path to) throws IOException {
    link(some(from, "*.jar"), to);
  }

  private static void link(List<Path> files, Path to) throws IOException {
    for (Path file : files) {
      Files.createSymbolicLink(to.resolve(file.getFileName()), file);
    }
  }

  /** What a user names as SPARK_HOME. */
  Path spark() {
    return spark;
  }

  /** Starts the server. */
  Program start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(JAVA_HOME, "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Dlog4j.configuration=file:" + zeppelin.resolve("conf/log4j.properties"));
    Map<String, String> settings = new HashMap<>();
    settings.put("server.addr", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("war", zeppelin.resolve("webroot").toString());
    settings.put("angular.war", zeppelin.resolve("webroot").toString());
    settings.put("notebook.storage", "org.apache.zeppelin.notebook.repo.VFSNotebookRepo");
    settings.put("search.enable", "false");
    settings.put("interpreter.connect.timeout", "120000");
    settings.forEach((key, value) -> command.add("-Dzeppelin." + key + "=" + value));
    command.addAll(
        List.of("-cp", zeppelin + "/lib/*", "org.apache.zeppelin.server.ZeppelinServer"));
    Map<String, String> environment =
        Map.of(
            "ZEPPELIN_HOME",
            zeppelin.toString(),
            "ZEPPELIN_CONF_DIR",
            zeppelin.resolve("conf").toString(),
            "ZEPPELIN_LOCAL_IP",
            "127.0.0.1",
            "JAVA_HOME",
            JAVA_HOME,
            "SPARK_SCALA_VERSION",
            "2.12",
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "OMP_NUM_THREADS",
            "1");
    return Program.start(zeppelin, environment, command);
  }
}
