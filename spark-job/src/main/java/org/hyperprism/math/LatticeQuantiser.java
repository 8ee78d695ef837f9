package org.hyperprism.math;

import java.io.Serializable;

/**
 * The modular lattice quantiser of one coordinate: a value is rounded to the grid of multiples of
 * {@code step}, of its integer grid coordinate only the remainder modulo {@code levels} is sent,
 * and the receiver takes the grid point with this remainder that is nearest to a reference of its
 * own. Right, up to half a step, while the reference is less than (levels - 1) / 2 steps away
 * (Davies, Gurunathan, Moshrefi, Ashkboos and Alistarh, ICLR 2021, arXiv 2002.09268).
 *
 * @param levels remainders that can be sent, >= 2; 2 to the power of the bits per coordinate
 * @param step distance of two grid points, > 0
 */
public record LatticeQuantiser(int levels, double step) implements Serializable {

  private static final long serialVersionUID = 1L;

  public LatticeQuantiser {
    if (levels < 2 || !(step > 0)) {
      throw new IllegalArgumentException(
          "a lattice quantiser has at least 2 levels and a step > 0; got %d and %s"
              .formatted(levels, step));
    }
  }

  /** The quantiser that sends {@code bits} bits per coordinate, 1 to 30. */
  public static LatticeQuantiser ofBits(int bits, double step) {
    return new LatticeQuantiser(1 << bits, step);
  }

  /** What is sent of a value, 0..levels-1. */
  public int encode(double value) {
    double coordinate = Math.rint(value / step);
    return (int) (coordinate - levels * Math.floor(coordinate / levels));
  }

  /** The grid point that a receiver with this reference takes for a code. */
  public double decode(int code, double reference) {
    double laps = Math.rint((reference / step - code) / levels);
    return (code + levels * laps) * step;
  }
}
