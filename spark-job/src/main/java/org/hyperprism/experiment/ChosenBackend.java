package org.hyperprism.experiment;

import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.model.GradientBackendFactory.Demand;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.setting.FactorySettings;

/**
 * What computes the gradients of a run. The choice depends on the configuration and the model alone
 * and never on the machine: backends differ in the last bits, and the same configuration gives the
 * same results everywhere. Who asks for a GPU where there is one gives that up.
 *
 * @param name the backend's
 * @param automatic whether it was left to the program
 * @param gradients the backend itself
 * @param secondsPerParameterAndSample what a gradient takes one core, roughly
 */
record ChosenBackend(
    String name,
    boolean automatic,
    GradientBackend gradients,
    double secondsPerParameterAndSample) {

  /** A backend made from its settings, with what in them asks for it alone. */
  private record Candidate(
      GradientBackendFactory<?> factory, GradientBackend gradients, Optional<Demand> demand) {

    static <S extends Record> Candidate of(
        GradientBackendFactory<S> factory, FactorySettings settings) {
      S own = settings.of(factory);
      return new Candidate(factory, factory.create(own), factory.demand(own));
    }

    String name() {
      return factory.name();
    }

    ChosenBackend chosen(boolean automatic) {
      return new ChosenBackend(
          name(), automatic, gradients, factory.secondsPerParameterAndSample());
    }
  }

  /**
   * The backend that a configuration asks for, or else the one that a setting demands, or else the
   * fastest that supports the model.
   *
   * @throws ConfigurationException if the backend wanted does not support the model, or a setting
   *     demands another one
   */
  static ChosenBackend of(TrainConfiguration train, ModelDefinition model) {
    List<Candidate> all =
        GradientBackendFactory.all().all().stream()
            .map(factory -> Candidate.of(factory, train.backends()))
            .toList();
    List<Candidate> supporting =
        all.stream().filter(candidate -> candidate.gradients.supports(model)).toList();
    Optional<Candidate> demanded =
        all.stream().filter(candidate -> candidate.demand.isPresent()).findFirst();
    if (train.backend().equals(TrainConfiguration.FASTEST_BACKEND)) {
      Candidate fastest = supporting.get(0);
      return checked(
              demanded.filter(supporting::contains).orElse(fastest), demanded, supporting, model)
          .chosen(true);
    }
    Candidate wanted =
        all.stream().filter(each -> each.name().equals(train.backend())).findFirst().orElseThrow();
    Optional<String> obstacle = wanted.gradients.obstacle(model);
    if (obstacle.isPresent()) {
      throw new ConfigurationException(
          "train.backend: %s does not compute the gradients of the model '%s': %s; choose %s, or auto for the fastest"
              .formatted(
                  wanted.name(),
                  model.name(),
                  obstacle.get(),
                  String.join(" or ", supporting.stream().map(Candidate::name).toList())));
    }
    return checked(wanted, demanded, supporting, model).chosen(false);
  }

  private static Candidate checked(
      Candidate chosen,
      Optional<Candidate> demanded,
      List<Candidate> supporting,
      ModelDefinition model) {
    if (demanded.isPresent() && !demanded.get().equals(chosen)) {
      String name = demanded.get().name();
      Demand demand = demanded.get().demand.orElseThrow();
      throw new ConfigurationException(
          "train.%s: %s is for the backend %s, but the gradients of the model '%s' are computed by %s; %sset train.%s = %s"
              .formatted(
                  demand.setting(),
                  demand.value(),
                  name,
                  model.name(),
                  chosen.name(),
                  supporting.contains(demanded.get())
                      ? "set train.backend = %s, or ".formatted(name)
                      : "",
                  demand.setting(),
                  demand.otherwise()));
    }
    return chosen;
  }

  /** One line for the log and the results. */
  String describe() {
    return "gradients by %s%s: %s"
        .formatted(name, automatic ? " (auto)" : "", gradients.describe());
  }
}
