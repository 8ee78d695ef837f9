package org.hyperprism.experiment.models;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.NearestName;
import org.hyperprism.results.RunDirectory;

/** The models that a run directory keeps, read again. */
public final class RunModels {

  private static final String METHOD = "method=";

  private final RunDirectory run;
  private final KeptRound which;
  private final Configuration hadoop;
  private final List<String> methods;

  private RunModels(RunDirectory run, KeptRound which, Configuration hadoop) {
    this.run = run;
    this.which = which;
    this.hadoop = hadoop;
    this.methods =
        RunDirectory.existing(run.uri(which.folder()), hadoop)
            .map(RunDirectory::directories)
            .orElse(List.of())
            .stream()
            .map(RunDirectory::name)
            .filter(name -> name.startsWith(METHOD))
            .map(name -> name.substring(METHOD.length()))
            .toList();
  }

  /**
   * Those of a run.
   *
   * @param place its directory: a path of this machine or a URI
   * @param which after which round they are
   * @throws ConfigurationException if it is no run, or keeps no models
   */
  public static RunModels in(String place, KeptRound which, Configuration hadoop) {
    RunDirectory run =
        RunDirectory.existing(place, hadoop)
            .filter(directory -> directory.read(RunDirectory.CONFIGURATION).isPresent())
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "%s holds no run (no %s there); expected a directory that hyperprism run made"
                            .formatted(place, RunDirectory.CONFIGURATION)));
    RunModels models = new RunModels(run, which, hadoop);
    if (models.methods.isEmpty()) {
      throw new ConfigurationException(
          "%s keeps no %s; %s".formatted(run, which.words(), models.again("all")));
    }
    return models;
  }

  /** The settings of the run, as its {@code resolved.conf} has them. */
  public String configuration() {
    return run.read(RunDirectory.CONFIGURATION).orElseThrow();
  }

  /**
   * The model of a device.
   *
   * @param method that trained it; empty for the only one
   * @throws ConfigurationException if it was not kept, or there are several methods
   */
  public StoredModel of(Optional<String> method, int device) {
    String file = ModelFolder.file(which, chosen(method), device);
    if (!run.has(file)) {
      throw new ConfigurationException(
          "%s keeps no model of device %d; %s"
              .formatted(run, device, again(String.format(Locale.ROOT, "[%d]", device))));
    }
    return ModelFile.read(run.uri(file), hadoop);
  }

  private String chosen(Optional<String> method) {
    String all = String.join(", ", methods);
    if (method.isEmpty() && methods.size() > 1) {
      throw new ConfigurationException(
          "%s keeps models of several methods: %s; expected one of them as --method"
              .formatted(run, all));
    }
    String chosen = method.orElse(methods.get(0));
    if (!methods.contains(chosen)) {
      throw new ConfigurationException(
          "%s keeps no models of '%s'; expected one of %s%s"
              .formatted(run, chosen, all, NearestName.hint(chosen, methods)));
    }
    return chosen;
  }

  private String again(String devices) {
    return "the settings in its resolved.conf give the same models again: run that file with --set '%s=%s'"
        .formatted(which.setting(), devices);
  }
}
