package org.hyperprism.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.hyperprism.packaging.Program;

/** YARN with one node, as a process on the loopback address. */
final class YarnCluster implements AutoCloseable {

  private final Path home;
  private final Program daemons;

  private YarnCluster(Path home, Program daemons) {
    this.home = home;
    this.daemons = daemons;
  }

  /** Starts YARN with its files in {@code home}, a folder that is not there yet. */
  static YarnCluster start(Path home) throws IOException, InterruptedException {
    Files.createDirectories(home);
    String jars =
        "%s/*:%s/spark/*".formatted(property("yarn.directory"), property("layout.directory"));
    Program daemons =
        Program.start(
            home,
            Map.of("HADOOP_USER_NAME", "tester"),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=" + Path.of("../conf/log4j2.properties").toRealPath(),
                "-cp",
                jars,
                Path.of("src/test/yarn/YarnDaemons.java").toRealPath().toString(),
                home.toString()));
    try {
      daemons.await("yarn is ready");
      return new YarnCluster(home, daemons);
    } catch (IOException | InterruptedException | RuntimeException e) {
      daemons.close();
      throw e;
    }
  }

  private static Path property(String name) {
    return Path.of(Objects.requireNonNull(System.getProperty(name))).toAbsolutePath();
  }

  /** The folder of {@code yarn-site.xml}. */
  Path configuration() {
    return home.resolve("conf");
  }

  /** The ApplicationMasters that run. */
  List<ProcessHandle> applicationMasters() {
    return daemons
        .process()
        .descendants()
        .filter(
            process -> {
              List<String> words = StandaloneCluster.commandLine(process);
              return words.get(0).endsWith("java")
                  && words.contains("org.apache.spark.deploy.yarn.ApplicationMaster");
            })
        .toList();
  }

  /**
   * What became of the application that was begun last, once YARN says so.
   *
   * @param finalStatus SUCCEEDED or FAILED, say
   */
  record Outcome(String finalStatus, int attempts) {}

  Outcome latestOutcome() throws IOException, InterruptedException {
    YarnConfiguration settings = new YarnConfiguration();
    settings.addResource(new org.apache.hadoop.fs.Path(configuration() + "/yarn-site.xml"));
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(settings);
      client.start();
      for (int second = 0; second < 60; second++) {
        ApplicationReport latest =
            client.getApplications().stream()
                .max(Comparator.comparingInt(report -> report.getApplicationId().getId()))
                .orElseThrow();
        if (latest.getFinalApplicationStatus() != FinalApplicationStatus.UNDEFINED) {
          return new Outcome(
              latest.getFinalApplicationStatus().name(),
              latest.getCurrentApplicationAttemptId().getAttemptId());
        }
        Thread.sleep(1000);
      }
      throw new IllegalStateException("the application does not end");
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }

  /** How often an application was begun, the first time included. */
  long attempts(String application) throws IOException {
    String container = application.replace("application_", "container_");
    try (Stream<Path> files = Files.walk(home.resolve("log"), 2)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(container))
          .map(name -> name.substring(container.length(), container.length() + 3))
          .distinct()
          .count();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    daemons.close();
  }
}
