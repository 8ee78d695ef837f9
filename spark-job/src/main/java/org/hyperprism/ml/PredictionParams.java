package org.hyperprism.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The params that say whose model predicts; the same on the classifier and on its model. */
final class PredictionParams implements Serializable {

  private static final long serialVersionUID = 1L;

  final Param<String> predictBy;
  final IntParam predictionDevice;
  final DoubleParam predictionExponent;

  /**
   * @param parent the stage's identifier
   */
  PredictionParams(String parent) {
    predictBy =
        new Param<>(
            parent,
            "predictBy",
            "Whose model predicts: device (the own one of predictionDevice), majority (each device"
                + " votes, the probability is the share of votes, all alike if none has a vote), mean (of what all devices make of"
                + " the sample) or power-mean (one model that no device has: the power mean of all"
                + " devices' weights). Legal: one of "
                + String.join(", ", Prediction.words()),
            Legal.values(
                parent,
                "predictBy",
                "one of " + String.join(", ", Prediction.words()),
                word -> Prediction.words().contains(word)));
    predictionDevice =
        new IntParam(
            parent,
            "predictionDevice",
            "The device whose model predicts if predictBy is device. Legal: a whole number >= 0",
            Legal.values(
                parent, "predictionDevice", "a whole number >= 0", value -> (Integer) value >= 0));
    predictionExponent =
        new DoubleParam(
            parent,
            "predictionExponent",
            "The exponent of the power mean if predictBy is power-mean; 1 is the linear mean. Legal:"
                + " a finite number >= 1",
            Legal.values(
                parent,
                "predictionExponent",
                "a finite number >= 1",
                value -> (Double) value >= 1 && Double.isFinite((Double) value)));
  }

  /** The first device predicts, unless somebody says otherwise. */
  void setDefaults(Params stage) {
    stage.setDefault(predictBy, Prediction.DEVICE.word());
    stage.setDefault(predictionDevice, 0);
    stage.setDefault(predictionExponent, 1.0);
  }
}
