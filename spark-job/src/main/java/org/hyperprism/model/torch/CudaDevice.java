package org.hyperprism.model.torch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceGuardImplInterface;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.hyperprism.failure.EnvironmentException;

/**
 * The GPU of this JVM: the first one that CUDA shows it. Tried once with a small convolution and a
 * small product, because a GPU may be there and too old or too new for libtorch's kernels.
 *
 * <p>All of it is asked for only where a GPU is wanted: CUDA takes time, and memory of the GPU, to
 * start.
 */
final class CudaDevice {

  private static final ThreadLocal<Boolean> QUEUES_APART = ThreadLocal.withInitial(() -> false);

  private CudaDevice() {}

  /**
   * Why libtorch cannot compute on a GPU here, as a clause for a message; empty if it can. Only
   * after {@link TorchRuntime#start()}.
   */
  static Optional<String> obstacle() {
    return Found.OBSTACLE;
  }

  /** The GPU and the libraries that compute on it; only if there is no obstacle. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "on GPU 0 of %d with CUDA %s and cuDNN %s",
        torch.cuda_device_count(),
        cudaVersion(Context.versionCUDART()),
        cudnnVersion(Context.versionRuntimeCuDNN()));
  }

  /**
   * Gives this thread a queue of kernels and copies of its own, once, so that those of one thread
   * go on while those of another wait for the host. All that is queued here is waited for by the
   * copy back with which every computation ends.
   */
  static void queueApart() {
    if (!QUEUES_APART.get()) {
      DeviceGuardImplInterface queues = torch.getDeviceGuardImpl(torch.DeviceType.CUDA);
      Device first = new Device(torch.DeviceType.CUDA, (byte) 0);
      queues.exchangeStream(queues.getStreamFromGlobalPool(first));
      QUEUES_APART.set(true);
    }
  }

  /** 13010 is 13.1. */
  static String cudaVersion(long number) {
    return String.format(Locale.ROOT, "%d.%d", number / 1000, number % 1000 / 10);
  }

  /** 91900 is 9.19.0. */
  static String cudnnVersion(long number) {
    return String.format(
        Locale.ROOT, "%d.%d.%d", number / 10000, number % 10000 / 100, number % 100);
  }

  /** Whether the class path has libtorch's natives for GPUs, whether they can be loaded or not. */
  static boolean isBuiltIn() {
    String folder = "/org/bytedeco/pytorch/%s-gpu/".formatted(Loader.getPlatform());
    return torch.class.getResource(folder + library()) != null;
  }

  /**
   * What libtorch says when a GPU fails, most often because its memory is full, as something to
   * mend. Anything that JavaCPP did not make of a native exception is a fault and stays one.
   */
  static RuntimeException explained(RuntimeException failure) {
    return failure.getClass() == RuntimeException.class
        ? new EnvironmentException(
            "the GPU failed: %s; give it fewer tasks at once (such as --master local[2]) or a smaller train.batchSize, or set train.torchDevice = cpu"
                .formatted(firstLine(failure)),
            failure)
        : failure;
  }

  /** The lines that follow are native stack frames. */
  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static String library() {
    return System.mapLibraryName("torch_cuda");
  }

  /** What the system said of a library that did not load, without that library's own path. */
  static String missing(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String message = firstLine(first);
    int end = message.indexOf(": ");
    return end < 0 ? message : message.substring(end + 2);
  }

  /** Asked for once. */
  private static final class Found {

    static final Optional<String> OBSTACLE = find();

    private static Optional<String> find() {
      if (!isBuiltIn()) {
        return Optional.of(
            "this build has libtorch for processors only; build it with the Maven profile cuda");
      }
      if (!Context.hasCUDART()) {
        return Optional.of(
            "libtorch's CUDA part cannot be loaded (%s); it needs CUDA 13, cuDNN 9 and NCCL 2 in /usr/local/cuda or on LD_LIBRARY_PATH"
                .formatted(whyNotLoaded()));
      }
      if (torch.cuda_device_count() == 0) {
        return Optional.of(
            "CUDA %s finds no GPU; it needs one that CUDA_VISIBLE_DEVICES does not hide, and an NVIDIA driver for this CUDA, as nvidia-smi shows"
                .formatted(cudaVersion(Context.versionCUDART())));
      }
      return tryOne();
    }

    /** Loads it once more: JavaCPP does not say why it could not. */
    private static String whyNotLoaded() {
      try {
        System.load(Path.of(Loader.load(torch.class)).resolveSibling(library()).toString());
        return "asked for by itself it loads, but libtorch began without it";
      } catch (UnsatisfiedLinkError e) {
        return missing(e);
      }
    }

    private static Optional<String> tryOne() {
      // The workspaces with which cuBLAS gives the same bits every time, unless the user chose
      // some.
      // Without, libtorch refuses to multiply: only deterministic algorithms are allowed.
      torch.set_env("CUBLAS_WORKSPACE_CONFIG", ":4096:8", false);
      try (PointerScope scope = new PointerScope()) {
        ExchangedTensor image = new ExchangedTensor(TensorMemory.GPU, 1, 1, 3, 3);
        image.put(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 9);
        Tensor kernel = torch.ones(1, 1, 2, 2).cuda();
        long[] ones = {1, 1};
        long[] zeros = {0, 0};
        Tensor sums =
            torch.conv2d(image.tensor(), kernel, new TensorOptional(), ones, zeros, ones, 1);
        float[] product = new float[4];
        Tensor four = torch.mm(sums.view(2, 2), torch.ones(2, 2).cuda()).cpu();
        four.data_ptr_float().get(product);
        return product[0] == 28 && product[3] == 52
            ? Optional.empty()
            : Optional.of(
                "the GPU makes %s and %s of sums and a product that are 28 and 52; look for its faults in the log of the NVIDIA driver"
                    .formatted(product[0], product[3]));
      } catch (RuntimeException e) {
        return Optional.of("the GPU cannot be used: " + firstLine(e));
      }
    }
  }
}
