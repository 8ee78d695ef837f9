package org.hyperprism.simd;

import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a run while plain Java serves it, with the same bits as SIMD. The just-in-time
 * compiler takes seconds for the SIMD kernels, which until then take ten times as long as plain
 * Java: a run that ends sooner never uses them. They serve this JVM for good once its rounds in
 * plain Java have taken as long as the compiler would, or once a run is seen to.
 */
public final class PlainRounds implements AutoCloseable {

  /** What the compiler takes, in about as many seconds of rounds. */
  private static final double COMPILER_SECONDS = 4;

  /** Before that the rounds of a run are slow for other reasons. */
  private static final double EARLIEST_SECONDS = 1;

  /** What the runs of a JVM have in common. */
  static final class Jvm {
    private volatile boolean isCompiled;
    private final DoubleAdder plainSeconds = new DoubleAdder();
  }

  private static final Jvm THIS_JVM = new Jvm();

  private final Jvm jvm;
  private final @Nullable ColdKernels cold;
  private double seconds;
  private double fastest = Double.POSITIVE_INFINITY;

  private PlainRounds(double expectedSeconds, Jvm jvm) {
    this.jvm = jvm;
    if (isWorthCompiling(expectedSeconds)) {
      jvm.isCompiled = true;
    }
    this.cold = jvm.isCompiled ? null : ColdKernels.begin();
  }

  /**
   * Begins, at the start of a run.
   *
   * @param expectedSeconds what its rounds would take in plain Java
   */
  public static PlainRounds begin(double expectedSeconds) {
    return begin(expectedSeconds, THIS_JVM);
  }

  static PlainRounds begin(double expectedSeconds, Jvm jvm) {
    return new PlainRounds(expectedSeconds, jvm);
  }

  /** Whether a run that takes so long in plain Java is better begun with SIMD. */
  public static boolean isWorthCompiling(double expectedSeconds) {
    return expectedSeconds > COMPILER_SECONDS;
  }

  /**
   * A round of the run is done.
   *
   * @param taken seconds
   * @param left rounds to come, of all methods
   */
  public void roundDone(double taken, int left) {
    if (cold == null) {
      return;
    }
    jvm.plainSeconds.add(taken);
    seconds += taken;
    fastest = Math.min(fastest, taken);
    if (seconds >= EARLIEST_SECONDS && isWorthCompiling(jvm.plainSeconds.sum() + fastest * left)) {
      jvm.isCompiled = true;
    }
    if (jvm.isCompiled) {
      cold.close();
    }
  }

  @Override
  public void close() {
    if (cold != null) {
      cold.close();
    }
  }

  /** Whether SIMD serves the run, as far as it is concerned. */
  boolean areOver() {
    return jvm.isCompiled;
  }
}
