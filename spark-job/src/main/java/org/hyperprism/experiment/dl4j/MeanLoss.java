package org.hyperprism.experiment.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Makes the score of a worker the mean loss of its mini-batches in the round, each as it was before
 * its step and without weight decay; Deeplearning4j's own is that of the last one, with decay. Each
 * task of Spark has one of its own.
 */
final class MeanLoss implements TrainingHook {

  private static final long serialVersionUID = 1L;

  private double decay;
  private double losses;
  private int steps;

  @Override
  public void preUpdate(DataSet batch, Model model) {
    decay = ((MultiLayerNetwork) model).calcRegularizationScore(true);
  }

  @Override
  public void postUpdate(DataSet batch, Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    losses += network.score() - decay;
    steps++;
    network.setScore(losses / steps);
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model model) {
    throw new UnsupportedOperationException("no network here has several inputs");
  }

  @Override
  public void postUpdate(MultiDataSet batch, Model model) {
    throw new UnsupportedOperationException("no network here has several inputs");
  }
}
