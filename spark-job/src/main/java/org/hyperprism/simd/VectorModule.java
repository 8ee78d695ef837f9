package org.hyperprism.simd;

import java.lang.module.ModuleFinder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the Vector API, a module of the Java runtime that is there only if a flag asks for
 * it.
 *
 * <p>Kernels come in pairs behind one interface: plain Java, and a class named {@code Simd...} that
 * alone may import {@code jdk.incubator.vector}. Both give the same bits. The second is loaded, by
 * its name, only where the module is, so the program runs without any flag, only slower; a single
 * warning then names the flag.
 *
 * <p>All kernels of one JVM must use one width for vectors of a type, the machine's preferred one:
 * the compiler decides by the classes that the API's own methods have seen, and where it has seen
 * two widths of float32 it makes neither fast.
 */
public final class VectorModule {

  /** The flag that adds the module, where the Java runtime has it. */
  public static final String FLAG = "--add-modules=ALL-SYSTEM";

  /** The system property that chooses: {@code false} asks for plain Java. */
  public static final String SWITCH = "hyperprism.simd";

  private static final String NAME = "jdk.incubator.vector";

  private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);

  /** Whether it has been said which kernels serve. */
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private VectorModule() {}

  /** Why SIMD kernels cannot be used in this JVM; empty if they can. */
  public static Optional<String> obstacle() {
    if (System.getProperty(SWITCH, "true").equalsIgnoreCase("false")) {
      return Optional.of("they are switched off by -D%s=false".formatted(SWITCH));
    }
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      boolean absent = ModuleFinder.ofSystem().find(NAME).isEmpty();
      return Optional.of(
          absent
              ? "this Java runtime has no module %s; a whole JDK has it".formatted(NAME)
              : "the JVM was started without %s (see conf/jvm.options)".formatted(FLAG));
    }
    String compilation = System.getProperty("java.vm.info", "");
    if (!compilation.contains("mixed mode") || compilation.contains("emulated-client")) {
      return Optional.of(
          "this JVM (%s) has no optimising compiler, and without one they are slow"
              .formatted(compilation));
    }
    return Optional.empty();
  }

  /** Bits of the vectors that this machine computes with: 512, 256 or 128; 0 is plain Java. */
  public static int bits() {
    return Bits.BITS;
  }

  /**
   * The SIMD kernels with their twin where they can be used, else the scalar ones alone.
   *
   * @param kernels what both implement
   * @param simdName binary name of the class with the Vector API; public, with a public constructor
   *     without arguments
   * @param scalar makes the same in plain Java
   */
  public static <T> KernelPair<T> choose(Class<T> kernels, String simdName, Supplier<T> scalar) {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      if (SAID.compareAndSet(false, true)) {
        LOG.warn("no SIMD kernels, plain Java instead, same results: {}", obstacle.get());
      }
      return KernelPair.of(scalar.get());
    }
    try {
      Class<?> simd = Class.forName(simdName, true, VectorModule.class.getClassLoader());
      T chosen = kernels.cast(simd.getConstructor().newInstance());
      if (kernels != IntSupplier.class && SAID.compareAndSet(false, true)) {
        LOG.info(
            "SIMD kernels with the Vector API, {} bits; -D{}=false for plain Java", bits(), SWITCH);
      }
      return new KernelPair<>(chosen, scalar.get());
    } catch (ReflectiveOperationException | LinkageError e) {
      if (SAID.compareAndSet(false, true)) {
        LOG.warn(
            "no SIMD kernels, plain Java instead, same results: this Java's {} is not the one they were built for ({})",
            NAME,
            e.toString());
      }
      return KernelPair.of(scalar.get());
    }
  }

  /** Asked for once. */
  private static final class Bits {
    static final int BITS =
        choose(IntSupplier.class, "org.hyperprism.simd.SimdBits", () -> () -> 0).simd().getAsInt();
  }
}
