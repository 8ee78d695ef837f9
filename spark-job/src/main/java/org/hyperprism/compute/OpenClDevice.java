package org.hyperprism.compute;

import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.internal.kernel.KernelManager;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OpenCL device of this JVM: Aparapi's best one, a GPU if there is one. Tried once with a small
 * kernel, because a device may be there and not translate or compile it; Aparapi then computes on
 * Java threads without saying so.
 */
final class OpenClDevice {

  private static final Logger LOG = LoggerFactory.getLogger(OpenClDevice.class);

  /** Aparapi's own switch for its log. */
  private static final String APARAPI_LOG = "com.aparapi.logLevel";

  private OpenClDevice() {}

  /** Why OpenCL cannot be used; empty if it can. What was found is logged once. */
  static Optional<String> obstacle() {
    return Found.OBSTACLE;
  }

  /** Asked for once. */
  private static final class Found {
    static final Optional<String> OBSTACLE = find();

    private static Optional<String> find() {
      // What it says of a missing library, at level SEVERE, is said below, in one line.
      if (System.getProperty(APARAPI_LOG) == null) {
        System.setProperty(APARAPI_LOG, "OFF");
      }
      Optional<String> obstacle = tryOne();
      if (obstacle.isPresent()) {
        LOG.warn("no OpenCL for power means, the processor instead: {}", obstacle.get());
      } else {
        Device device = KernelManager.instance().bestDevice();
        LOG.info("power means with OpenCL on {}", device.getShortDescription());
      }
      return obstacle;
    }

    private static Optional<String> tryOne() {
      try {
        List<OpenCLDevice> devices = OpenCLDevice.listDevices(null);
        if (devices == null || devices.isEmpty()) {
          return Optional.of(
              "no OpenCL device was found; on Debian, the packages ocl-icd-libopencl1 and pocl-opencl-icd are one for the processor");
        }
        return OpenClMixingKernel.trial();
      } catch (RuntimeException | LinkageError e) {
        return Optional.of("OpenCL does not load (%s)".formatted(e));
      }
    }
  }
}
