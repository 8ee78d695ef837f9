package org.hyperprism.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.packaging.Program;

/**
 * A Spark master and two workers of two cores each, as processes on the loopback address, out of
 * the jars of the runnable layout. No port is chosen beforehand: the processes say theirs.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Path LAYOUT =
      Path.of(Objects.requireNonNull(System.getProperty("layout.directory")));
  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final Pattern URL = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");

  private final Path home;
  private final List<String> settings;
  private final String url;
  private final List<Program> programs = new ArrayList<>();
  private final List<Program> workers = new ArrayList<>();

  private StandaloneCluster(Path home, List<String> settings)
      throws IOException, InterruptedException {
    this.home = home;
    this.settings = settings;
    Files.createSymbolicLink(
        Files.createDirectories(home).resolve("jars"), LAYOUT.resolve("spark").toAbsolutePath());
    Program master =
        start("master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
    Matcher started = URL.matcher(master.await("I have been elected leader"));
    if (!started.find()) {
      throw new IllegalStateException("the master does not say where it is");
    }
    url = started.group();
  }

  /** Starts a cluster that keeps its files in {@code home}, a folder that is not there yet. */
  static StandaloneCluster start(Path home) throws IOException, InterruptedException {
    return start(home, Map.of());
  }

  /**
   * The same with settings of Spark.
   *
   * @param settings of the master and the workers
   */
  static StandaloneCluster start(Path home, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> properties = new ArrayList<>();
    settings.forEach((key, value) -> properties.add("-D" + key + "=" + value));
    StandaloneCluster cluster = new StandaloneCluster(home, properties);
    try {
      // By two names: Spark runs no second copy of a task on the host of the first.
      cluster.startWorker("worker-1", "127.0.0.1");
      cluster.startWorker("worker-2", "localhost");
      for (Program worker : cluster.workers) {
        worker.await("Successfully registered with master");
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startWorker(String name, String host) throws IOException {
    workers.add(
        start(
            "worker.Worker",
            "--host",
            host,
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "1g",
            "--work-dir",
            home.resolve(name).toString(),
            url));
  }

  private Program start(String daemon, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    command.addAll(settings);
    command.addAll(List.of("-Xmx256m", "-cp", home.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy." + daemon);
    command.addAll(List.of(arguments));
    Program program =
        Program.start(
            home,
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "SPARK_SCALA_VERSION",
                "2.12"),
            command);
    programs.add(program);
    return program;
  }

  /** Kills a worker, and with it its executors, and starts another. */
  void replaceWorker(int worker) throws IOException, InterruptedException {
    Program victim = workers.remove(worker);
    victim.process().destroyForcibly();
    startWorker("worker-" + programs.size(), "127.0.0.1");
    workers.get(workers.size() - 1).await("Successfully registered with master");
  }

  /** What a driver names as its master. */
  String url() {
    return url;
  }

  /** The executors that the workers have started and that are still alive. */
  List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(worker -> worker.process().descendants())
        .filter(process -> commandLine(process).contains(EXECUTOR))
        .toList();
  }

  /** The command line of a process as Linux knows it; ProcessHandle cuts long ones. */
  static List<String> commandLine(ProcessHandle process) {
    return List.of(procfs(process, "cmdline").split("\0"));
  }

  /** The environment of a process as {@code NAME=value}. */
  static List<String> environment(ProcessHandle process) {
    return List.of(procfs(process, "environ").split("\0"));
  }

  private static String procfs(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException ended) {
      return "";
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Program program : programs) {
      program.close();
    }
  }
}
