package org.hyperprism.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.experiment.configuration.Backend;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.vector.VectorBackend;

/**
 * What computes the gradients of a run. The choice depends on the model alone and never on the
 * machine: backends differ in the last bits, and the same configuration gives the same results
 * everywhere.
 *
 * @param name the backend, never {@link Backend#AUTO}
 * @param automatic whether it was left to the program
 * @param gradients the backend itself
 */
record ChosenBackend(Backend name, boolean automatic, GradientBackend gradients) {

  /** Fastest first; the last one supports every model. */
  private static final Map<Backend, GradientBackend> BY_SPEED = new EnumMap<>(Backend.class);

  static {
    BY_SPEED.put(Backend.VECTOR, new VectorBackend());
    BY_SPEED.put(Backend.TORCH, new TorchBackend());
    BY_SPEED.put(Backend.DL4J, new Dl4jBackend());
  }

  /**
   * The backend wanted, or the fastest that supports the model.
   *
   * @throws ConfigurationException if the backend wanted does not support the model
   */
  static ChosenBackend of(Backend wanted, ModelDefinition model) {
    List<Backend> supporting =
        BY_SPEED.keySet().stream().filter(backend -> backend(backend).supports(model)).toList();
    if (wanted == Backend.AUTO) {
      Backend fastest = supporting.get(0);
      return new ChosenBackend(fastest, true, backend(fastest));
    }
    Optional<String> obstacle = backend(wanted).obstacle(model);
    if (obstacle.isPresent()) {
      throw new ConfigurationException(
          "train.backend: %s does not compute the gradients of the model '%s': %s; choose %s, or auto for the fastest"
              .formatted(
                  key(wanted),
                  model.name(),
                  obstacle.get(),
                  String.join(" or ", supporting.stream().map(ChosenBackend::key).toList())));
    }
    return new ChosenBackend(wanted, false, backend(wanted));
  }

  private static GradientBackend backend(Backend name) {
    GradientBackend backend = BY_SPEED.get(name);
    if (backend == null) {
      throw new IllegalArgumentException("no such backend: " + name);
    }
    return backend;
  }

  private static String key(Backend backend) {
    return backend.name().toLowerCase(Locale.ROOT);
  }

  /** One line for the log and the results. */
  String describe() {
    return "gradients by %s%s: %s"
        .formatted(key(name), automatic ? " (auto)" : "", gradients.describe());
  }
}
