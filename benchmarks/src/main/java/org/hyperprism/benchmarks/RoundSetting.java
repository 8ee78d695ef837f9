package org.hyperprism.benchmarks;

import java.util.List;
import java.util.Random;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Communication;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.Training;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.torch.TorchBackend;
import org.hyperprism.model.torch.TorchDevice;
import org.hyperprism.model.vector.VectorBackend;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * What a round is measured with. Pixels are random and none is 0, so that no kernel gains from
 * empty pixels; a device holds twice a batch.
 *
 * @param model a name of the zoo
 * @param method {@code dpsgd}, or {@code hyperprism} with p = 3
 * @param backend {@code vector}, {@code torch}, {@code dl4j}; {@code cuda} is torch on a GPU, which
 *     computes the gradients of all devices together, {@code cuda-8} of eight of them
 * @param mode local or distributed
 * @param partitions blocks of devices, and Spark's cores
 * @param devices m
 * @param density share of all pairs that are linked, drawn anew in each round
 * @param batch samples of a gradient
 * @param localSteps gradients in a round
 */
record RoundSetting(
    String model,
    String method,
    String backend,
    EngineMode mode,
    int partitions,
    int devices,
    double density,
    int batch,
    int localSteps) {

  static final long SEED = 1;
  private static final String CUDA = "cuda";
  private static final double LEARNING_RATE = 0.001;
  static final int CLASSES = 10;

  /** The words that {@link #parse} reads. */
  List<String> words() {
    return List.of(
        model,
        method,
        backend,
        mode.name(),
        Integer.toString(partitions),
        Integer.toString(devices),
        Double.toString(density),
        Integer.toString(batch),
        Integer.toString(localSteps));
  }

  static RoundSetting parse(List<String> words) {
    return new RoundSetting(
        words.get(0),
        words.get(1),
        words.get(2),
        EngineMode.valueOf(words.get(3)),
        Integer.parseInt(words.get(4)),
        Integer.parseInt(words.get(5)),
        Double.parseDouble(words.get(6)),
        Integer.parseInt(words.get(7)),
        Integer.parseInt(words.get(8)));
  }

  RoundSetting withModel(String name, String computedBy) {
    return new RoundSetting(
        name, method, computedBy, mode, partitions, devices, density, batch, localSteps);
  }

  RoundSetting withMethod(String name) {
    return new RoundSetting(
        model, name, backend, mode, partitions, devices, density, batch, localSteps);
  }

  RoundSetting withMode(EngineMode engineMode) {
    return new RoundSetting(
        model, method, backend, engineMode, partitions, devices, density, batch, localSteps);
  }

  RoundSetting withPartitions(int blocks) {
    return new RoundSetting(
        model, method, backend, mode, blocks, devices, density, batch, localSteps);
  }

  RoundSetting withDevices(int number, double share) {
    return new RoundSetting(
        model, method, backend, mode, partitions, number, share, batch, localSteps);
  }

  RoundSetting withBatch(int size) {
    return new RoundSetting(
        model, method, backend, mode, partitions, devices, density, size, localSteps);
  }

  RoundSetting withLocalSteps(int steps) {
    return new RoundSetting(
        model, method, backend, mode, partitions, devices, density, batch, steps);
  }

  /** The round to measure. */
  RoundDefinition definition() {
    FeatureShape shape = shape();
    ModelDefinition network =
        ModelZoo.definition(model, shape.channels(), shape.height(), shape.width(), CLASSES);
    return new RoundDefinition(
        measuredMethod(network.layout()),
        new Training(network, gradients(), batch),
        Communication.over(new RandomDensity(devices, density, SEED)),
        SEED);
  }

  private Method measuredMethod(ParameterLayout layout) {
    LocalTraining training = LocalTraining.plain(LEARNING_RATE, localSteps);
    return switch (method) {
      case "dpsgd" -> MeasuredMethods.dpsgd(training);
      case "hyperprism" -> MeasuredMethods.hyperPrism(3, training, layout);
      default -> throw new IllegalArgumentException("no such method here: " + method);
    };
  }

  private GradientBackend gradients() {
    if (backend.startsWith(CUDA)) {
      int together =
          backend.length() == CUDA.length()
              ? devices
              : Integer.parseInt(backend.substring(CUDA.length() + 1));
      return new TorchBackend(TorchDevice.CUDA, together);
    }
    return switch (backend) {
      case "vector" -> new VectorBackend();
      case "dl4j" -> new Dl4jBackend();
      case "torch" -> new TorchBackend();
      default -> throw new IllegalArgumentException("no such backend: " + backend);
    };
  }

  private FeatureShape shape() {
    return model.equals("cnn") ? new FeatureShape(3, 32, 32) : new FeatureShape(1, 28, 28);
  }

  /** All devices' training samples. */
  Samples samples() {
    int count = 2 * batch * devices;
    byte[] pixels = new byte[count * shape().features()];
    Random random = new Random(SEED);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (1 + random.nextInt(255));
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return Samples.ofBytes(shape(), CLASSES, pixels, labels);
  }
}
