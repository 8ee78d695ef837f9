package org.hyperprism.ml;

import java.util.Arrays;
import java.util.List;
import org.hyperprism.setting.EnumWord;

/** Whose model predicts, where there is no centre. */
enum Prediction {
  /** One device's own: what that device would say. */
  DEVICE,
  /** All devices vote for their own class; the probability is the share of votes. */
  MAJORITY,
  /** The mean over devices of what each makes of the sample. */
  MEAN,
  /** One model that no device has: the power mean of all devices' weights. */
  POWER_MEAN;

  /** As a param has it. */
  String word() {
    return EnumWord.of(this);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Prediction::word).toList();
  }

  /** Of a word that is one of {@link #words}. */
  static Prediction of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
