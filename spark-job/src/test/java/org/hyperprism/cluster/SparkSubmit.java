package org.hyperprism.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hyperprism.documentation.Page;
import org.hyperprism.packaging.Program;

/** A spark-submit of the jars of the runnable layout, for the commands of the page on clusters. */
final class SparkSubmit {

  private static final Page PAGE = Page.of("spark-job/docs/cluster.md");
  private static final Path LAYOUT =
      Path.of(Objects.requireNonNull(System.getProperty("layout.directory"))).toAbsolutePath();

  private final Map<String, String> environment = new HashMap<>();

  /**
   * @param bin a folder that is made for the program
   * @param options what it is given before the options of a command, as a shell reads it
   */
  SparkSubmit(Path bin, String options) throws IOException {
    Files.createDirectories(bin);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String flags = String.join(" ", Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    Files.writeString(
        Files.createFile(
            bin.resolve("spark-submit"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"))),
        """
        #!/bin/sh
        exec "%s" %s -Xmx768m -cp "$HADOOP_CONF_DIR:%s/spark/*" org.apache.spark.deploy.SparkSubmit %s "$@"
        """
            .formatted(java, flags, LAYOUT, options));
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("HADOOP_CONF_DIR", "");
    environment.put("HADOOP_USER_NAME", "tester");
  }

  /**
   * Starts the page's command that has these words, where the page says.
   *
   * @param replaced what stands for a real cluster, and what is here in its place
   * @param arguments added at the end
   */
  Program start(List<String> words, Map<String, String> replaced, String arguments)
      throws IOException {
    List<String> commands =
        PAGE.commands().stream()
            .filter(command -> command.contains("spark-submit "))
            .filter(command -> words.stream().allMatch(command::contains))
            .toList();
    if (commands.size() != 1) {
      throw new IllegalStateException(words + " are in the commands " + commands);
    }
    String command = commands.get(0);
    for (Map.Entry<String, String> replacement : replaced.entrySet()) {
      if (!command.contains(replacement.getKey())) {
        throw new IllegalStateException(replacement.getKey() + " is not in " + command);
      }
      command = command.replace(replacement.getKey(), replacement.getValue());
    }
    return Program.start(
        Page.REPOSITORY, environment, List.of("bash", "-c", command + " " + arguments));
  }
}
