package org.hyperprism.compute;

import static org.hyperprism.compute.SimdLoops.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of the powers 1, 2, 3 and 5 with the Vector API, of eight members at a time: with so many
 * streams memory is read nearly as fast as it can be, with four a third more slowly. For 5 it is
 * four, because the compiler inlines no more of the Vector API into one method.
 */
final class SimdPowerSums {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();
  private static final int GROUP = 8;

  /** The parameters of members that are not there. */
  private static final float[] ZEROS =
      new float[CpuMixingKernel.LONGEST_CHUNK + CpuMixingKernel.MARGIN];

  /** Eight members; behind the last there are zeros. */
  private static final class MemberGroup {
    final float[][] arrays = new float[GROUP][];
    final int[] offsets = new int[GROUP];
    final double[] weights = new double[GROUP];

    MemberGroup(WeightedVectors members, int first, int start) {
      for (int i = 0; i < GROUP; i++) {
        boolean isThere = first + i < members.size();
        arrays[i] = isThere ? members.array(first + i) : ZEROS;
        offsets[i] = isThere ? members.offset(first + i) + start : 0;
        weights[i] = isThere ? members.weight(first + i) : 0;
      }
    }
  }

  private SimdPowerSums() {}

  /**
   * sum += sum_j a_j spow(w_j, exponent) up to {@code end}, which has whole vectors.
   *
   * @param exponent 1, 2, 3 or 5
   */
  static void add(WeightedVectors members, int start, int end, int exponent, double[] sum) {
    int group = exponent == 5 ? GROUP / 2 : GROUP;
    for (int j = 0; j < members.size(); j += group) {
      if (members.size() - j < 3) {
        for (int rest = j; rest < members.size(); rest++) {
          addOne(
              members.array(rest),
              members.offset(rest) + start,
              members.weight(rest),
              end,
              exponent,
              sum);
        }
      } else {
        addGroup(new MemberGroup(members, j, start), end, exponent, sum);
      }
    }
  }

  private static void addGroup(MemberGroup group, int end, int exponent, double[] sum) {
    if (exponent == 1) {
      addLinear(group, end, sum);
    } else if (exponent == 2) {
      addSquares(group, end, sum);
    } else if (exponent == 3) {
      addCubes(group, end, sum);
    } else {
      addFifths(group, end, sum);
    }
  }

  private static void addOne(
      float[] w, int offset, double weight, int end, int exponent, double[] sum) {
    if (exponent == 1) {
      addLinear(w, offset, weight, end, sum);
    } else if (exponent == 2) {
      addSquares(w, offset, weight, end, sum);
    } else if (exponent == 3) {
      addCubes(w, offset, weight, end, sum);
    } else {
      addFifths(w, offset, weight, end, sum);
    }
  }

  private static DoubleVector linear(DoubleVector v, DoubleVector a, DoubleVector sum) {
    return sum.add(v.mul(a));
  }

  private static DoubleVector square(DoubleVector v, DoubleVector a, DoubleVector sum) {
    return v.mul(v.abs()).fma(a, sum);
  }

  private static DoubleVector cube(DoubleVector v, DoubleVector a, DoubleVector sum) {
    return v.mul(v).fma(v.mul(a), sum);
  }

  private static DoubleVector fifth(DoubleVector v, DoubleVector a, DoubleVector sum) {
    DoubleVector square = v.mul(v);
    return square.mul(square).fma(v.mul(a), sum);
  }

  private static void addLinear(MemberGroup g, int end, double[] sum) {
    float[] w0 = g.arrays[0];
    int o0 = g.offsets[0];
    DoubleVector a0 = DoubleVector.broadcast(DOUBLES, g.weights[0]);
    float[] w1 = g.arrays[1];
    int o1 = g.offsets[1];
    DoubleVector a1 = DoubleVector.broadcast(DOUBLES, g.weights[1]);
    float[] w2 = g.arrays[2];
    int o2 = g.offsets[2];
    DoubleVector a2 = DoubleVector.broadcast(DOUBLES, g.weights[2]);
    float[] w3 = g.arrays[3];
    int o3 = g.offsets[3];
    DoubleVector a3 = DoubleVector.broadcast(DOUBLES, g.weights[3]);
    float[] w4 = g.arrays[4];
    int o4 = g.offsets[4];
    DoubleVector a4 = DoubleVector.broadcast(DOUBLES, g.weights[4]);
    float[] w5 = g.arrays[5];
    int o5 = g.offsets[5];
    DoubleVector a5 = DoubleVector.broadcast(DOUBLES, g.weights[5]);
    float[] w6 = g.arrays[6];
    int o6 = g.offsets[6];
    DoubleVector a6 = DoubleVector.broadcast(DOUBLES, g.weights[6]);
    float[] w7 = g.arrays[7];
    int o7 = g.offsets[7];
    DoubleVector a7 = DoubleVector.broadcast(DOUBLES, g.weights[7]);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sum, k);
      s = linear(widen(w0, o0 + k), a0, s);
      s = linear(widen(w1, o1 + k), a1, s);
      s = linear(widen(w2, o2 + k), a2, s);
      s = linear(widen(w3, o3 + k), a3, s);
      s = linear(widen(w4, o4 + k), a4, s);
      s = linear(widen(w5, o5 + k), a5, s);
      s = linear(widen(w6, o6 + k), a6, s);
      s = linear(widen(w7, o7 + k), a7, s);
      s.intoArray(sum, k);
    }
  }

  private static void addLinear(float[] w, int offset, double weight, int end, double[] sum) {
    DoubleVector a = DoubleVector.broadcast(DOUBLES, weight);
    for (int k = 0; k < end; k += LANES) {
      linear(widen(w, offset + k), a, DoubleVector.fromArray(DOUBLES, sum, k)).intoArray(sum, k);
    }
  }

  private static void addSquares(MemberGroup g, int end, double[] sum) {
    float[] w0 = g.arrays[0];
    int o0 = g.offsets[0];
    DoubleVector a0 = DoubleVector.broadcast(DOUBLES, g.weights[0]);
    float[] w1 = g.arrays[1];
    int o1 = g.offsets[1];
    DoubleVector a1 = DoubleVector.broadcast(DOUBLES, g.weights[1]);
    float[] w2 = g.arrays[2];
    int o2 = g.offsets[2];
    DoubleVector a2 = DoubleVector.broadcast(DOUBLES, g.weights[2]);
    float[] w3 = g.arrays[3];
    int o3 = g.offsets[3];
    DoubleVector a3 = DoubleVector.broadcast(DOUBLES, g.weights[3]);
    float[] w4 = g.arrays[4];
    int o4 = g.offsets[4];
    DoubleVector a4 = DoubleVector.broadcast(DOUBLES, g.weights[4]);
    float[] w5 = g.arrays[5];
    int o5 = g.offsets[5];
    DoubleVector a5 = DoubleVector.broadcast(DOUBLES, g.weights[5]);
    float[] w6 = g.arrays[6];
    int o6 = g.offsets[6];
    DoubleVector a6 = DoubleVector.broadcast(DOUBLES, g.weights[6]);
    float[] w7 = g.arrays[7];
    int o7 = g.offsets[7];
    DoubleVector a7 = DoubleVector.broadcast(DOUBLES, g.weights[7]);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sum, k);
      s = square(widen(w0, o0 + k), a0, s);
      s = square(widen(w1, o1 + k), a1, s);
      s = square(widen(w2, o2 + k), a2, s);
      s = square(widen(w3, o3 + k), a3, s);
      s = square(widen(w4, o4 + k), a4, s);
      s = square(widen(w5, o5 + k), a5, s);
      s = square(widen(w6, o6 + k), a6, s);
      s = square(widen(w7, o7 + k), a7, s);
      s.intoArray(sum, k);
    }
  }

  private static void addSquares(float[] w, int offset, double weight, int end, double[] sum) {
    DoubleVector a = DoubleVector.broadcast(DOUBLES, weight);
    for (int k = 0; k < end; k += LANES) {
      square(widen(w, offset + k), a, DoubleVector.fromArray(DOUBLES, sum, k)).intoArray(sum, k);
    }
  }

  private static void addCubes(MemberGroup g, int end, double[] sum) {
    float[] w0 = g.arrays[0];
    int o0 = g.offsets[0];
    DoubleVector a0 = DoubleVector.broadcast(DOUBLES, g.weights[0]);
    float[] w1 = g.arrays[1];
    int o1 = g.offsets[1];
    DoubleVector a1 = DoubleVector.broadcast(DOUBLES, g.weights[1]);
    float[] w2 = g.arrays[2];
    int o2 = g.offsets[2];
    DoubleVector a2 = DoubleVector.broadcast(DOUBLES, g.weights[2]);
    float[] w3 = g.arrays[3];
    int o3 = g.offsets[3];
    DoubleVector a3 = DoubleVector.broadcast(DOUBLES, g.weights[3]);
    float[] w4 = g.arrays[4];
    int o4 = g.offsets[4];
    DoubleVector a4 = DoubleVector.broadcast(DOUBLES, g.weights[4]);
    float[] w5 = g.arrays[5];
    int o5 = g.offsets[5];
    DoubleVector a5 = DoubleVector.broadcast(DOUBLES, g.weights[5]);
    float[] w6 = g.arrays[6];
    int o6 = g.offsets[6];
    DoubleVector a6 = DoubleVector.broadcast(DOUBLES, g.weights[6]);
    float[] w7 = g.arrays[7];
    int o7 = g.offsets[7];
    DoubleVector a7 = DoubleVector.broadcast(DOUBLES, g.weights[7]);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sum, k);
      s = cube(widen(w0, o0 + k), a0, s);
      s = cube(widen(w1, o1 + k), a1, s);
      s = cube(widen(w2, o2 + k), a2, s);
      s = cube(widen(w3, o3 + k), a3, s);
      s = cube(widen(w4, o4 + k), a4, s);
      s = cube(widen(w5, o5 + k), a5, s);
      s = cube(widen(w6, o6 + k), a6, s);
      s = cube(widen(w7, o7 + k), a7, s);
      s.intoArray(sum, k);
    }
  }

  private static void addCubes(float[] w, int offset, double weight, int end, double[] sum) {
    DoubleVector a = DoubleVector.broadcast(DOUBLES, weight);
    for (int k = 0; k < end; k += LANES) {
      cube(widen(w, offset + k), a, DoubleVector.fromArray(DOUBLES, sum, k)).intoArray(sum, k);
    }
  }

  private static void addFifths(MemberGroup g, int end, double[] sum) {
    float[] w0 = g.arrays[0];
    int o0 = g.offsets[0];
    DoubleVector a0 = DoubleVector.broadcast(DOUBLES, g.weights[0]);
    float[] w1 = g.arrays[1];
    int o1 = g.offsets[1];
    DoubleVector a1 = DoubleVector.broadcast(DOUBLES, g.weights[1]);
    float[] w2 = g.arrays[2];
    int o2 = g.offsets[2];
    DoubleVector a2 = DoubleVector.broadcast(DOUBLES, g.weights[2]);
    float[] w3 = g.arrays[3];
    int o3 = g.offsets[3];
    DoubleVector a3 = DoubleVector.broadcast(DOUBLES, g.weights[3]);
    for (int k = 0; k < end; k += LANES) {
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sum, k);
      s = fifth(widen(w0, o0 + k), a0, s);
      s = fifth(widen(w1, o1 + k), a1, s);
      s = fifth(widen(w2, o2 + k), a2, s);
      s = fifth(widen(w3, o3 + k), a3, s);
      s.intoArray(sum, k);
    }
  }

  private static void addFifths(float[] w, int offset, double weight, int end, double[] sum) {
    DoubleVector a = DoubleVector.broadcast(DOUBLES, weight);
    for (int k = 0; k < end; k += LANES) {
      fifth(widen(w, offset + k), a, DoubleVector.fromArray(DOUBLES, sum, k)).intoArray(sum, k);
    }
  }
}
