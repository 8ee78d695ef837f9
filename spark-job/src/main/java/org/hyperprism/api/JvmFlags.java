package org.hyperprism.api;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hyperprism.simd.VectorModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a JVM without the flags of {@code conf/jvm.options} does otherwise. */
final class JvmFlags {

  private static final Logger LOG = LoggerFactory.getLogger(HyperPrismJob.class);

  private static final AtomicBoolean SAID = new AtomicBoolean();

  /** The same of every JVM: Deeplearning4j's fast convolutions are off unless this says so. */
  private static final String HELPERS = "-Dorg.eclipse.deeplearning4j.helpers.disable=false";

  private JvmFlags() {}

  /** One line in the log, once in a JVM, if anything falls back. */
  static void sayOnceWhatIsMissing() {
    List<String> missing = missing(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (!missing.isEmpty() && SAID.compareAndSet(false, true)) {
      LOG.warn(
          "this JVM was started without flags of conf/jvm.options: {}; results are the same",
          String.join("; ", missing));
    }
  }

  /**
   * What falls back, by flag.
   *
   * @param arguments those of the JVM
   */
  static List<String> missing(List<String> arguments) {
    List<String> missing = new ArrayList<>();
    if (VectorModule.obstacle().isPresent()) {
      missing.add(VectorModule.FLAG + ": plain Java in place of SIMD, several times slower");
    }
    if (arguments.stream().noneMatch(HELPERS::equals)) {
      missing.add(HELPERS + ": slow convolutions where train.backend is dl4j");
    }
    return missing;
  }
}
