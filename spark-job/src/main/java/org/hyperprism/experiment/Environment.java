package org.hyperprism.experiment;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.attack.Attack;
import org.hyperprism.compression.Compression;
import org.hyperprism.results.BuildInformation;
import org.jspecify.annotations.Nullable;

/**
 * The versions, the machine, the mode, the attackers and the compression that a run's results came
 * from.
 */
final class Environment {

  private Environment() {}

  static Map<String, String> describe(
      JavaSparkContext spark,
      ChosenBackend backend,
      ModeChoice choice,
      Attack attack,
      @Nullable Compression compression) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("hyperprism", BuildInformation.version());
    environment.put("git_revision", BuildInformation.revision().orElse("unknown"));
    environment.put("java", Runtime.version().toString());
    environment.put("java_vm", System.getProperty("java.vm.name", ""));
    environment.put(
        "operating_system",
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    environment.put("spark", spark.version());
    environment.put("spark_master", spark.master());
    environment.put("engine_mode", choice.mode().key());
    environment.put("engine_mode_reason", choice.reason());
    environment.put("hadoop", VersionInfo.getVersion());
    environment.put("backend", backend.describe());
    if (attack.count() > 0) {
      environment.put("attackers", attack.toString());
    }
    if (compression != null) {
      environment.put("compression", compression.toString());
    }
    environment.put(
        "jvm_arguments",
        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return environment;
  }
}
