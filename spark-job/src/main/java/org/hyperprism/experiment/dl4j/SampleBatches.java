package org.hyperprism.experiment.dl4j;

import java.util.Arrays;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.SampleForm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Mini-batches as Deeplearning4j takes them. */
final class SampleBatches {

  private SampleBatches() {}

  /**
   * A copy of a batch.
   *
   * @return features float32[samples][features] or float32[samples][channels][rows][columns], and
   *     labels float32[samples][classes], 1 for the sample's class and else 0
   */
  static DataSet of(ModelDefinition model, Batch batch) {
    int samples = batch.size();
    float[] features = Arrays.copyOf(batch.features(), samples * model.features());
    float[] labels = new float[samples * model.classes()];
    for (int i = 0; i < samples; i++) {
      labels[i * model.classes() + batch.labels()[i]] = 1;
    }
    return new DataSet(
        array(features, shape(model, samples)), array(labels, samples, model.classes()));
  }

  private static long[] shape(ModelDefinition model, int samples) {
    return model.sampleForm() == SampleForm.IMAGE
        ? new long[] {samples, model.channels(), model.height(), model.width()}
        : new long[] {samples, model.features()};
  }

  private static INDArray array(float[] values, long... shape) {
    return Nd4j.create(values, shape, 'c');
  }
}
