package org.hyperprism.model.torch;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.model.ThinJar;

/**
 * Starts libtorch with the settings it needs, once per JVM: one native thread per Java thread
 * (parallelism comes from partitions), deterministic algorithms.
 */
final class TorchRuntime {

  private static final String WAY_OUT =
      "set train.backend = dl4j, or train.backend = vector for lr and mlp";

  private static final ThreadLocal<Boolean> PREPARED_THREAD = ThreadLocal.withInitial(() -> false);

  private TorchRuntime() {}

  /**
   * Makes libtorch ready in this JVM and thread; the first call takes a second or, where its 360 MB
   * have to be unpacked, some more, others nothing.
   *
   * @throws EnvironmentException if there is no libtorch for this machine, or another JavaCPP than
   *     the one it was built with
   */
  static void start() {
    if (PREPARED_THREAD.get()) {
      return;
    }
    ThinJar.requireLibrary("libtorch", "org.bytedeco.pytorch.global.torch");
    Started.OBSTACLE.ifPresent(
        obstacle -> {
          throw obstacle;
        });
    // OpenMP keeps this number per thread.
    torch.set_num_threads(1);
    PREPARED_THREAD.set(true);
  }

  /**
   * Makes libtorch ready as {@link #start()} does, and on a GPU if one is wanted.
   *
   * @throws EnvironmentException as {@link #start()}, or if the GPU wanted cannot be used
   */
  static TensorMemory memory(TorchDevice device) {
    start();
    if (device == TorchDevice.CPU) {
      return TensorMemory.HOST;
    }
    Optional<String> obstacle = CudaDevice.obstacle();
    if (obstacle.isEmpty()) {
      return TensorMemory.GPU;
    }
    if (device == TorchDevice.CUDA) {
      throw new EnvironmentException(
          "train.torchDevice: cuda, but libtorch cannot compute on a GPU here: %s; mend that, or set train.torchDevice = cpu"
              .formatted(obstacle.get()));
    }
    return TensorMemory.HOST;
  }

  /** One line for the log: version, where it computes, with which kernels. */
  static String describe(TorchDevice device) {
    TensorMemory memory = memory(device);
    String presets = "libtorch %s by JavaCPP's presets, ".formatted(presetsVersion());
    if (!memory.isHost()) {
      return presets + CudaDevice.describe();
    }
    String kernels =
        String.format(
            Locale.ROOT,
            "kernels for %s, %d thread per task",
            torch.get_cpu_capability().getString(),
            torch.get_num_threads());
    return device == TorchDevice.CPU
        ? presets + kernels
        : "%s%s; no GPU: %s".formatted(presets, kernels, CudaDevice.obstacle().orElseThrow());
  }

  /**
   * What is wrong with the versions found; empty if nothing is. The versions of presets end in that
   * of the JavaCPP they were built with. ND4J, of an older JavaCPP, runs with this one too, but
   * libtorch does not run with ND4J's.
   *
   * @param javacpp version of JavaCPP
   * @param library what the presets are for
   * @param presets version of the library, a hyphen, version of JavaCPP
   */
  static Optional<String> mismatch(String javacpp, String library, String presets) {
    return presets.endsWith("-" + javacpp)
        ? Optional.empty()
        : Optional.of(
            "libtorch cannot be started: the presets %s of %s need JavaCPP %s, but the class path has JavaCPP %s first; take the other one off the class path, or %s"
                .formatted(
                    presets,
                    library,
                    presets.substring(presets.lastIndexOf('-') + 1),
                    javacpp,
                    WAY_OUT));
  }

  /** Version of libtorch, a hyphen, version of JavaCPP. */
  private static String presetsVersion() {
    try {
      return Loader.getVersion("org.bytedeco", "pytorch");
    } catch (IOException e) {
      throw new IllegalStateException("the version was there when libtorch was started", e);
    }
  }

  /** Class initialisation runs once, and other threads wait for it. */
  private static final class Started {

    /** Why libtorch cannot be used in this JVM. */
    static final Optional<EnvironmentException> OBSTACLE = load();

    private static Optional<EnvironmentException> load() {
      try {
        for (String library : List.of("pytorch", "openblas")) {
          Optional<String> mismatch =
              mismatch(Loader.getVersion(), library, Loader.getVersion("org.bytedeco", library));
          if (mismatch.isPresent()) {
            return mismatch.map(EnvironmentException::new);
          }
        }
        Loader.load(torch.class);
      } catch (IOException | LinkageError e) {
        return Optional.of(
            CudaDevice.isBuiltIn()
                ? new EnvironmentException(
                    "libtorch for GPUs cannot be loaded (%s); built with the Maven profile cuda, it needs CUDA 13 in /usr/local/cuda or on LD_LIBRARY_PATH even to compute on the processor; install it, build without the profile, or %s"
                        .formatted(CudaDevice.missing(e), WAY_OUT),
                    e)
                : new EnvironmentException(
                    "libtorch cannot be loaded on %s %s (%s); HyperPrism's build brings it for the platform it was built on, and there is none for Linux on ARM; build it on this platform, or %s"
                        .formatted(
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"),
                            e,
                            WAY_OUT),
                    e));
      }
      openblas_nolapack.blas_set_num_threads(1);
      if (torch.get_num_interop_threads() != 1) {
        torch.set_num_interop_threads(1);
      }
      Context context = torch.globalContext();
      context.setDeterministicAlgorithms(true, false);
      // Would fill every new tensor with NaN before it is written.
      context.setDeterministicFillUninitializedMemory(false);
      context.setDeterministicMkldnn(true);
      forbidShortcutsOfGpus(context);
      return Optional.empty();
    }

    /**
     * The same bits on every run on one GPU: deterministic kernels of cuDNN, chosen by rule and not
     * by trial; and no 10-bit mantissas (TF32) in the place of floats.
     */
    private static void forbidShortcutsOfGpus(Context context) {
      context.setDeterministicCuDNN(true);
      context.setBenchmarkCuDNN(false);
      context.setAllowTF32CuDNN(false);
      context.setAllowTF32CuBLAS(false);
    }
  }
}
