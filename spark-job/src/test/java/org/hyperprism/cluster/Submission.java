package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hyperprism.packaging.Launcher;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.jspecify.annotations.Nullable;

/** The ways to submit a run, on clusters of this machine that are started when they are wanted. */
final class Submission implements AutoCloseable {

  /** Where the driver and the executors of a run are. */
  enum Mode {
    LOCAL,
    STANDALONE_CLIENT,
    STANDALONE_CLUSTER,
    YARN_CLIENT,
    YARN_CLUSTER
  }

  /** What a site sets for authentication and encryption, on its daemons too. */
  static final Map<String, String> SECURED =
      Map.of(
          "spark.authenticate", "true",
          "spark.authenticate.secret", "known-here-alone",
          "spark.network.crypto.enabled", "true",
          "spark.io.encryption.enabled", "true");

  private static final Path LAYOUT =
      Path.of(Objects.requireNonNull(System.getProperty("layout.directory"))).toAbsolutePath();

  /** One small executor, and the loopback address wherever YARN starts something. */
  private static final String YARN =
      "--num-executors 1 --executor-memory 600m"
          + " --conf spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1"
          + " --conf spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1"
          + " --conf spark.yarn.appMasterEnv.SPARK_LOCAL_HOSTNAME=127.0.0.1"
          + " --conf 'spark.yarn.jars=local:"
          + LAYOUT
          + "/spark/*'";

  private final Path directory;
  private final Map<Boolean, StandaloneCluster> standalone = new HashMap<>();
  private @Nullable YarnCluster yarn;
  private int programs;

  /**
   * @param directory for the clusters' files and relative paths
   */
  Submission(Path directory) {
    this.directory = directory;
  }

  /**
   * What the quick start gives in one JVM without a cluster.
   *
   * @param arguments more arguments of {@code run}, for a shell
   */
  RunResults withoutSpark(String arguments) throws IOException, InterruptedException {
    String command = String.join(" ", Launcher.quickstart(List.of(arguments)));
    Program.Result alone =
        Program.run(
            directory,
            Launcher.environment(),
            List.of("bash", "-c", command + " --set engine.mode=local --out alone --overwrite"));
    assertThat(alone.exitCode()).as(alone.printed()).isZero();
    return RunResults.of(directory.resolve("alone"));
  }

  StandaloneCluster standalone(boolean secured) throws IOException, InterruptedException {
    StandaloneCluster cluster = standalone.get(secured);
    if (cluster == null) {
      cluster =
          StandaloneCluster.start(
              directory.resolve("standalone-" + secured), secured ? SECURED : Map.of());
      standalone.put(secured, cluster);
    }
    return cluster;
  }

  YarnCluster yarn() throws IOException, InterruptedException {
    YarnCluster cluster = yarn;
    if (cluster == null) {
      cluster = YarnCluster.start(directory.resolve("yarn"));
      yarn = cluster;
    }
    return cluster;
  }

  /**
   * Starts the quick start.
   *
   * @param site settings of Spark
   * @param arguments more arguments of {@code run}, for a shell
   */
  Program start(Mode mode, Map<String, String> site, Path out, String arguments)
      throws IOException, InterruptedException {
    boolean secured = site.containsKey("spark.authenticate");
    StringBuilder options = new StringBuilder();
    site.forEach((key, value) -> options.append(" --conf ").append(key + "=" + value));
    return switch (mode) {
      case LOCAL -> launcher("local[2]", options.toString(), out, arguments);
      case STANDALONE_CLIENT ->
          launcher(standalone(secured).url(), "--executor-memory 700m" + options, out, arguments);
      case YARN_CLIENT -> launcher("yarn", YARN + options, out, arguments);
      case STANDALONE_CLUSTER ->
          submit("--driver-memory 768m --executor-memory 700m" + options)
              .start(
                  List.of("--master spark://host:7077", "--deploy-mode cluster"),
                  Map.of(
                      "spark://host:7077",
                      standalone(secured).url(),
                      "/shared/results/quickstart",
                      out.toString()),
                  arguments);
      case YARN_CLUSTER ->
          submit("--driver-memory 700m " + YARN + options)
              .start(
                  List.of("--master yarn", "--deploy-mode cluster", "conf/quickstart.conf"),
                  Map.of(
                      "/etc/hadoop/conf",
                      yarn().configuration().toString(),
                      "hdfs:///results/quickstart",
                      out.toString()),
                  arguments);
    };
  }

  private SparkSubmit submit(String options) throws IOException {
    return new SparkSubmit(directory.resolve("bin-" + ++programs), options);
  }

  private Program launcher(String master, String options, Path out, String arguments)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("HYPERPRISM_SPARK_OPTIONS", options.strip());
    if (master.equals("yarn")) {
      environment.put("HADOOP_CONF_DIR", yarn().configuration().toString());
      environment.put("HADOOP_USER_NAME", "tester");
    }
    List<String> command = new ArrayList<>(Launcher.quickstart(List.of()));
    command.addAll(List.of("--master", master, "--out", out.toString()));
    Files.createDirectories(directory);
    List<String> shell =
        new ArrayList<>(List.of("bash", "-c", "exec \"$@\" " + arguments, "launcher"));
    shell.addAll(command);
    return Program.start(directory, environment, shell);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (StandaloneCluster cluster : standalone.values()) {
      cluster.close();
    }
    if (yarn != null) {
      yarn.close();
    }
  }
}
