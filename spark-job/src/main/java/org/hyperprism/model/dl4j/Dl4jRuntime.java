package org.hyperprism.model.dl4j;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.model.ThinJar;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to ND4J: starts it, with the settings and the cure it needs, once per JVM.
 *
 * <p>One native thread per Java thread (parallelism comes from partitions; with two OpenMP threads
 * each, small networks ran three times slower), oneDNN layer helpers on, the {@link
 * DeferredDeallocator} in place of ND4J's own, no banner in the log.
 */
public final class Dl4jRuntime {

  /**
   * Deeplearning4j reads this when its first layer is built; helpers are off unless it is false.
   */
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  private static final ThreadLocal<Boolean> PREPARED_THREAD = ThreadLocal.withInitial(() -> false);

  private static final Logger LOG = LoggerFactory.getLogger(Dl4jRuntime.class);

  /** Whether this JVM's log says what the gradients are computed with. */
  private static final AtomicBoolean DESCRIBED = new AtomicBoolean();

  private Dl4jRuntime() {}

  /**
   * Makes ND4J ready in this JVM and thread; the first call takes about a second, others nothing.
   *
   * @throws EnvironmentException if ND4J has no native library for this machine
   */
  public static void start() {
    try {
      Started.ensure();
    } catch (LinkageError e) {
      ThinJar.requireLibrary("ND4J", "org.nd4j.linalg.factory.Nd4j");
      throw new EnvironmentException(
          "ND4J cannot load its native library on %s %s (%s); HyperPrism's build brings those of the platform it was built on, so build it on this platform or with -Pall-platforms"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e),
          e);
    }
    if (!PREPARED_THREAD.get()) {
      // OpenMP keeps this number per thread.
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
      PREPARED_THREAD.set(true);
    }
    if (DESCRIBED.compareAndSet(false, true)) {
      LOG.info(describe());
    }
  }

  /** One line for the log: backend, BLAS, oneDNN helpers on or off, threads. */
  public static String describe() {
    start();
    Properties properties = Nd4j.getExecutioner().getEnvironmentInformation();
    return String.format(
        Locale.ROOT,
        "ND4J %s backend, BLAS %s, oneDNN layer helpers %s, %d OpenMP thread per task, buffers freed %d ms late",
        properties.getProperty("backend"),
        properties.get("blas.vendor"),
        layerHelpersActive() ? "on" : "off",
        NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads(),
        DeferredDeallocator.DELAY_MILLIS);
  }

  /** Whether convolution and pooling layers use oneDNN; without, they are many times slower. */
  public static boolean layerHelpersActive() {
    start();
    return "false".equalsIgnoreCase(System.getProperty(HELPERS_DISABLED))
        && BaseMKLDNNHelper.mklDnnEnabled();
  }

  /** Class initialisation runs once, and other threads wait for it. */
  private static final class Started {

    static {
      if (System.getProperty(HELPERS_DISABLED) == null) {
        System.setProperty(HELPERS_DISABLED, "false");
      }
      if (System.getProperty(ND4JSystemProperties.LOG_INITIALIZATION) == null) {
        System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
      }
      replaceDeallocator();
      Nd4j.factory().blas().setMaxThreads(1);
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Nd4j.getEnvironment().setMaxThreads(1);
    }

    static void ensure() {}

    private static void replaceDeallocator() {
      try {
        Field service = Nd4j.class.getDeclaredField("deallocatorService");
        service.setAccessible(true);
        DeferredDeallocator deallocator = new DeferredDeallocator(DeferredDeallocator.DELAY_MILLIS);
        deallocator.startThread();
        service.set(null, deallocator);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "this ND4J is not 1.0.0-M2.1: it has no field Nd4j.deallocatorService", e);
      }
    }
  }
}
