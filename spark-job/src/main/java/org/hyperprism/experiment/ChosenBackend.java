package org.hyperprism.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hyperprism.experiment.configuration.Backend;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.torch.TorchDevice;
import org.hyperprism.model.vector.VectorBackend;

/**
 * What computes the gradients of a run. The choice depends on the configuration and the model alone
 * and never on the machine: backends differ in the last bits, and the same configuration gives the
 * same results everywhere. Who asks for a GPU where there is one ({@link TorchDevice#AUTO}) gives
 * that up.
 *
 * @param name the backend, never {@link Backend#AUTO}
 * @param automatic whether it was left to the program
 * @param gradients the backend itself
 */
record ChosenBackend(Backend name, boolean automatic, GradientBackend gradients) {

  /** Fastest on a processor first; the last one supports every model. */
  private static final List<Backend> BY_SPEED =
      List.of(Backend.VECTOR, Backend.TORCH, Backend.DL4J);

  /**
   * The backend that a configuration asks for.
   *
   * @throws ConfigurationException as {@link #of(Backend, TorchDevice, ModelDefinition)}
   */
  static ChosenBackend of(TrainConfiguration train, ModelDefinition model) {
    return of(train.backend(), train.torchDevice(), model);
  }

  /**
   * The backend wanted, or the fastest that supports the model; on a GPU, which only torch can use,
   * torch.
   *
   * @throws ConfigurationException if the backend wanted does not support the model, or a GPU is
   *     wanted and the backend cannot use one
   */
  static ChosenBackend of(Backend wanted, TorchDevice device, ModelDefinition model) {
    List<Backend> supporting =
        BY_SPEED.stream().filter(name -> backend(name, device).supports(model)).toList();
    boolean onGpu = device == TorchDevice.CUDA;
    if (wanted == Backend.AUTO && onGpu && supporting.contains(Backend.TORCH)) {
      return new ChosenBackend(Backend.TORCH, true, backend(Backend.TORCH, device));
    }
    Backend name = wanted == Backend.AUTO ? supporting.get(0) : wanted;
    GradientBackend gradients = backend(name, device);
    Optional<String> obstacle = gradients.obstacle(model);
    if (obstacle.isPresent()) {
      throw new ConfigurationException(
          "train.backend: %s does not compute the gradients of the model '%s': %s; choose %s, or auto for the fastest"
              .formatted(
                  key(name),
                  model.name(),
                  obstacle.get(),
                  String.join(" or ", supporting.stream().map(ChosenBackend::key).toList())));
    }
    if (onGpu && name != Backend.TORCH) {
      throw new ConfigurationException(
          "train.torchDevice: cuda is for the backend torch, but the gradients of the model '%s' are computed by %s; %sset train.torchDevice = cpu"
              .formatted(
                  model.name(),
                  key(name),
                  supporting.contains(Backend.TORCH) ? "set train.backend = torch, or " : ""));
    }
    return new ChosenBackend(name, wanted == Backend.AUTO, gradients);
  }

  private static GradientBackend backend(Backend name, TorchDevice device) {
    return switch (name) {
      case VECTOR -> new VectorBackend();
      case TORCH -> new TorchBackend(device);
      case DL4J -> new Dl4jBackend();
      case AUTO -> throw new IllegalArgumentException("no backend was chosen");
    };
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
