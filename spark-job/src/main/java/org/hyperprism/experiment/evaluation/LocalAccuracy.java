package org.hyperprism.experiment.evaluation;

import java.util.List;
import org.hyperprism.dataset.Samples;

/**
 * The accuracy of a device's own model on samples as the device has them: the evaluation's samples,
 * weighted so that each class counts as often as among the device's training samples. With n_ic of
 * those, and h_ic known of the e_c evaluation samples of class c,
 *
 * <pre>
 *   sum_c n_ic h_ic / e_c  /  sum_c n_ic        over the classes with e_c > 0
 * </pre>
 *
 * <p>This is what personalised federated learning reports beside the accuracy on all classes alike
 * (Chen and Chao, ICLR 2022, arXiv 2107.00778). It takes no training samples away, and a device
 * with a handful of samples has it too. Where {@code featureSkew} is set, the device sees the
 * evaluation's samples as it sees its own.
 */
public final class LocalAccuracy {

  private LocalAccuracy() {}

  /**
   * That of every device.
   *
   * @param held int32[devices][classes]: training samples
   * @param known int32[classes] for each device: evaluation samples that its model knows
   * @param evaluated the evaluation samples
   * @return in [0, 1]; NaN for a device none of whose classes is among the evaluation samples
   */
  public static double[] of(int[][] held, List<int[]> known, Samples evaluated) {
    int[] samples = new int[evaluated.classes()];
    for (int i = 0; i < evaluated.count(); i++) {
      samples[evaluated.label(i)]++;
    }
    double[] accuracies = new double[held.length];
    for (int device = 0; device < accuracies.length; device++) {
      accuracies[device] = of(held[device], known.get(device), samples);
    }
    return accuracies;
  }

  private static double of(int[] held, int[] known, int[] samples) {
    double right = 0;
    long all = 0;
    for (int label = 0; label < held.length; label++) {
      if (samples[label] > 0) {
        right += held[label] * (known[label] / (double) samples[label]);
        all += held[label];
      }
    }
    return right / all;
  }
}
