package org.hyperprism.experiment.links;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.DataException;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.report.links.MethodLinks;
import org.hyperprism.report.page.RunLinks;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.recorded.RecordedRun;

/** The links of recorded runs, as they follow from their settings. */
public final class RecordedLinks implements RunLinks {

  /** Links do not depend on the model, but methods are made for one. */
  private static final ParameterLayout ANY_MODEL =
      new ParameterLayout(
          2,
          List.of(
              new ParameterLayout.Range(ModelPart.REPRESENTATION, 0, 1),
              new ParameterLayout.Range(ModelPart.DECISION, 1, 2)));

  private final Configuration hadoop;
  private final Map<List<String>, MethodLinks> known = new HashMap<>();

  /**
   * @param hadoop for the files of the runs
   */
  public RecordedLinks(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public MethodLinks of(RecordedRun run, String method) {
    List<String> key = List.of(run.directory(), method);
    MethodLinks found = known.get(key);
    if (found == null) {
      found = read(run, method);
      known.put(key, found);
    }
    return found;
  }

  private MethodLinks read(RecordedRun run, String name) {
    String settings =
        RunDirectory.existing(run.directory(), hadoop)
            .flatMap(directory -> directory.read(RunDirectory.CONFIGURATION))
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has no %s".formatted(run.directory(), RunDirectory.CONFIGURATION)));
    ExperimentConfiguration configuration = ConfigurationLoader.parse(settings);
    Communication communication = LinkSchedules.communication(configuration);
    Method method = configuration.method(name, ANY_MODEL);
    return new MethodLinks(
        method.links(communication.links(), new RandomStreams(configuration.seed())),
        communication.rule(method));
  }
}
