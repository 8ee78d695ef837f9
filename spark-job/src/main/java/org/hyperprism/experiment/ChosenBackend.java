package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.model.GradientBackendFactory.Demand;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.FactorySettings;
import org.jspecify.annotations.Nullable;

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
public record ChosenBackend(
    String name,
    boolean automatic,
    GradientBackend gradients,
    double secondsPerParameterAndSample) {

  /** A backend that could be chosen; it is made when it is asked for. */
  private static final class Candidate<S extends Record> {

    private final GradientBackendFactory<S> factory;
    private final S settings;

    Candidate(GradientBackendFactory<S> factory, FactorySettings all) {
      this.factory = factory;
      this.settings = all.of(factory);
    }

    String name() {
      return factory.name();
    }

    Optional<Demand> demand() {
      return factory.demand(settings);
    }

    /** A setting of the backend by its full key. */
    String key(String setting) {
      String section = factory.section();
      return "train." + (section.isEmpty() ? "" : section + ".") + setting;
    }

    private GradientBackend backend() {
      return Factories.make(factory, () -> factory.create(settings));
    }

    Optional<String> obstacle(ModelDefinition model) {
      return backend().obstacle(model);
    }

    ChosenBackend chosen(boolean automatic) {
      return new ChosenBackend(
          name(), automatic, factory.create(settings), factory.secondsPerParameterAndSample());
    }
  }

  /**
   * The backend that a configuration asks for, or else the one that a setting demands, or else the
   * fastest that supports the model.
   *
   * @throws ConfigurationException if the backend wanted does not support the model, or a setting
   *     demands another one
   */
  public static ChosenBackend of(TrainConfiguration train, ModelDefinition model) {
    List<Candidate<?>> all = new ArrayList<>();
    for (GradientBackendFactory<?> factory : GradientBackendFactory.all().all()) {
      all.add(new Candidate<>(factory, train.backends()));
    }
    @Nullable Candidate<?> demanded =
        all.stream().filter(each -> each.demand().isPresent()).findFirst().orElse(null);
    boolean automatic = train.backend().equals(TrainConfiguration.FASTEST_BACKEND);
    Candidate<?> chosen;
    if (!automatic) {
      chosen =
          all.stream()
              .filter(each -> each.name().equals(train.backend()))
              .findFirst()
              .orElseThrow();
      Optional<String> obstacle = chosen.obstacle(model);
      if (obstacle.isPresent()) {
        throw unsupported(chosen.name(), obstacle.get(), all, model);
      }
    } else if (demanded != null && demanded.obstacle(model).isEmpty()) {
      chosen = demanded;
    } else {
      chosen =
          all.stream().filter(each -> each.obstacle(model).isEmpty()).findFirst().orElseThrow();
    }
    if (demanded != null && !demanded.name().equals(chosen.name())) {
      throw demandedOther(demanded, chosen.name(), model);
    }
    return chosen.chosen(automatic);
  }

  private static ConfigurationException unsupported(
      String wanted, String obstacle, List<Candidate<?>> all, ModelDefinition model) {
    List<String> supporting = new ArrayList<>();
    for (Candidate<?> each : all) {
      if (each.obstacle(model).isEmpty()) {
        supporting.add(each.name());
      }
    }
    return new ConfigurationException(
        "train.backend: %s does not compute the gradients of the model '%s': %s; choose %s, or auto for the fastest"
            .formatted(wanted, model.name(), obstacle, String.join(" or ", supporting)));
  }

  private static ConfigurationException demandedOther(
      Candidate<?> demanded, String chosen, ModelDefinition model) {
    Demand demand = demanded.demand().orElseThrow();
    return new ConfigurationException(
        "%s: %s is for the backend %s, but the gradients of the model '%s' are computed by %s; %sset %s = %s"
            .formatted(
                demanded.key(demand.setting()),
                demand.value(),
                demanded.name(),
                model.name(),
                chosen,
                demanded.obstacle(model).isEmpty()
                    ? "set train.backend = %s, or ".formatted(demanded.name())
                    : "",
                demanded.key(demand.setting()),
                demand.otherwise()));
  }

  /** One line for the log and the results. */
  String describe() {
    return "gradients by %s%s: %s"
        .formatted(name, automatic ? " (auto)" : "", gradients.describe());
  }
}
