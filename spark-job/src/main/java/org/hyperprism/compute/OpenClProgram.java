package org.hyperprism.compute;

import com.aparapi.Kernel;
import com.aparapi.Range;

/**
 * The power mean of one receiver, and its derivative by the exponent, as one OpenCL kernel: a work
 * item per coordinate reads its members twice, for the largest magnitude and for the sums, and
 * takes the root. Aparapi translates {@link #run} and what it calls; it knows no break and no
 * switch. All arithmetic is in float64.
 *
 * <p>As {@link ExponentDerivatives}, with natural logarithms: with a scale c of the coordinate, s =
 * S/c^p and n the sum of the terms times their logarithms relative to c, M = c |s|^(1/p) and the
 * bracket [n/s - ln|s|/p]. Where |change| is above c^p it takes over as the scale.
 *
 * <p>The arrays are explicitly sent and fetched, so that {@link #store} stays on the device from
 * one receiver to the next. An object belongs to one thread.
 */
class OpenClProgram extends Kernel {

  /** Work items come in groups of this size. */
  static final int GROUP = 64;

  /** Below this share of its terms' magnitudes a sum counts as cancelled: its derivative is 0. */
  static final double CANCELLATION = 1e-6;

  /** Members' vectors. */
  float[] store = new float[1];

  /** Where each member's coordinate 0 is in the store. */
  int[] place = new int[16];

  double[] weight = new double[16];

  /** Gradient of the receiver, of the range alone. */
  float[] gradient = new float[1];

  /** Derivative of the receiver's own parameters by p, and then of the means. */
  float[] tangent = new float[1];

  float[] means = new float[1];

  int members;

  /** Where the receiver's own coordinate 0 is in the store. */
  int selfPlace;

  int length;
  double p;
  double learningRate;
  double selfWeight;
  int withTangent;

  @Override
  public void run() {
    int k = getGlobalId();
    if (k < length) {
      double largest = 0;
      for (int j = 0; j < members; j++) {
        double magnitude = magnitude(store[place[j] + k]);
        largest = magnitude > largest ? magnitude : largest;
      }
      double sum = 0;
      double logarithmic = 0;
      double size = 0;
      for (int j = 0; j < members; j++) {
        double value = store[place[j] + k];
        // Not true of 0 alone: what is not a number goes into the sum.
        if (!(value == 0)) {
          double relative = log(magnitude(value) / largest);
          double term = weight[j] * exp(p * relative);
          double signedTerm = value < 0 ? -term : term;
          sum += signedTerm;
          logarithmic += signedTerm * relative;
          size += magnitude(term);
        }
      }
      finish(k, largest, sum, logarithmic, size);
    }
  }

  private void finish(int k, double largest, double sum, double logarithmic, double size) {
    double scale = largest;
    double scaleLogarithm = largest == 0 ? 0 : log(largest);
    double scaledChange = 0;
    double s = sum;
    double n = logarithmic;
    double bound = size;
    double change = learningRate == 0 ? 0 : learningRate * gradient[k];
    if (!(change == 0)) {
      double changeLogarithm = log(magnitude(change));
      double distance = largest == 0 ? -1e9 : p * scaleLogarithm - changeLogarithm;
      double ratio = exp(distance < 0 ? distance : -distance);
      if (distance < 0) {
        double newLogarithm = changeLogarithm / p;
        n = ratio * (logarithmic + sum * (scaleLogarithm - newLogarithm));
        s = ratio * sum;
        bound = ratio * size + 1;
        scaledChange = change < 0 ? -1 : 1;
        scaleLogarithm = newLogarithm;
        scale = exp(newLogarithm);
      } else {
        scaledChange = change < 0 ? -ratio : ratio;
        bound = size + ratio;
      }
      s = s - scaledChange;
    }
    double rootLogarithm = s == 0 ? 0 : log(magnitude(s)) / p;
    double mean = s == 0 ? 0 : scale * exp(rootLogarithm);
    double signedMean = s < 0 ? -mean : mean;
    means[k] = (float) signedMean;
    if (withTangent == 1) {
      double derivative = 0;
      if (magnitude(s) > CANCELLATION * bound) {
        derivative =
            signedMean / p * ((n + scaleLogarithm * scaledChange) / s - rootLogarithm)
                + ofOwn(k, scaleLogarithm + rootLogarithm);
        derivative = derivative > 3.4e38 ? 3.4e38 : derivative < -3.4e38 ? -3.4e38 : derivative;
      }
      tangent[k] = (float) derivative;
    }
  }

  /** a_self |w_self|^(p-1) |M|^(1-p) dw_self/dp. */
  private double ofOwn(int k, double meanLogarithm) {
    double own = magnitude(store[selfPlace + k]);
    double result = 0;
    if (!(tangent[k] == 0) && !(selfWeight == 0)) {
      if (p == 1) {
        result = selfWeight * tangent[k];
      } else if (own > 0) {
        result = selfWeight * exp((p - 1) * (log(own) - meanLogarithm)) * tangent[k];
      }
    }
    return result;
  }

  private double magnitude(double value) {
    return value < 0 ? -value : value;
  }

  /** Runs for the range's length, in whole groups. */
  void executeAll() {
    execute(Range.create((length + GROUP - 1) / GROUP * GROUP, GROUP));
  }
}
