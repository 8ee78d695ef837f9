package org.hyperprism.math;

/** The sums in plain Java. */
final class ScalarSquareSums implements SquareSums {

  @Override
  public double of(float[] values, int from, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int whole = length - length % SUMS;
    for (int k = from; k < from + whole; k += SUMS) {
      s0 += square(values[k]);
      s1 += square(values[k + 1]);
      s2 += square(values[k + 2]);
      s3 += square(values[k + 3]);
      s4 += square(values[k + 4]);
      s5 += square(values[k + 5]);
      s6 += square(values[k + 6]);
      s7 += square(values[k + 7]);
    }
    double rest = 0;
    for (int k = from + whole; k < from + length; k++) {
      rest += square(values[k]);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
  }

  @Override
  public double ofDifferences(float[] one, int oneFrom, float[] other, int otherFrom, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int whole = length - length % SUMS;
    for (int k = 0; k < whole; k += SUMS) {
      int i = oneFrom + k;
      int j = otherFrom + k;
      s0 += square((double) one[i] - other[j]);
      s1 += square((double) one[i + 1] - other[j + 1]);
      s2 += square((double) one[i + 2] - other[j + 2]);
      s3 += square((double) one[i + 3] - other[j + 3]);
      s4 += square((double) one[i + 4] - other[j + 4]);
      s5 += square((double) one[i + 5] - other[j + 5]);
      s6 += square((double) one[i + 6] - other[j + 6]);
      s7 += square((double) one[i + 7] - other[j + 7]);
    }
    double rest = 0;
    for (int k = whole; k < length; k++) {
      rest += square((double) one[oneFrom + k] - other[otherFrom + k]);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
  }

  private static double square(double value) {
    return value * value;
  }
}
