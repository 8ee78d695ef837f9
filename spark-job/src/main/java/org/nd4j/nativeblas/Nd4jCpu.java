package org.nd4j.nativeblas;

/**
 * Lets Deeplearning4j 1.0.0-M2.1 find oneDNN.
 *
 * <p>Before it uses a oneDNN layer helper, Deeplearning4j asks {@code
 * Nd4jCpu$Environment.getInstance().isUseMKLDNN()} by reflection, under the package that ND4J's
 * class has since left, and takes a missing class for a missing oneDNN. Convolutions then run five
 * to ten times slower. This class answers at the old address with what the new one says.
 */
public final class Nd4jCpu {

  private Nd4jCpu() {}

  /** The part of ND4J's native settings that Deeplearning4j asks for. */
  public static final class Environment {

    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** The only instance. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Whether the native library that was loaded uses oneDNN. */
    public boolean isUseMKLDNN() {
      return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }
  }
}
