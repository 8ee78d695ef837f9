package org.hyperprism.model.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation. libtorch would move running statistics itself; here they are parameters like
 * any other, which it never touches: it is handed two tensors of this layer's own, which receive
 * the batch's moments in training and hold the running ones in evaluation.
 */
final class NormalisationLayer implements TorchLayer {

  private static final double LN_10 = 2.302585092994046;

  private final NetworkStep.Normalisation step;
  private final int channels;
  private final TensorOptional scales;
  private final TensorOptional shifts;
  private final Moments means;
  private final Moments variances;

  /** Where the running means begin among the parameters; the variances follow. */
  private final int statisticsFrom;

  /** Values of each channel in the last training batch. */
  private long valuesPerChannel;

  NormalisationLayer(
      NetworkStep.Normalisation step, FlatParameters parameters, TensorMemory memory) {
    this.step = step;
    this.channels = step.channels();
    if (step.trained()) {
      this.scales = new TensorOptional(parameters.trained(channels));
      this.shifts = new TensorOptional(parameters.trained(channels));
    } else {
      this.scales = new TensorOptional(constant(step.scale(), memory));
      this.shifts = new TensorOptional(constant(step.shift(), memory));
    }
    this.statisticsFrom = parameters.skip(2 * channels);
    this.means = new Moments(channels, memory);
    this.variances = new Moments(channels, memory);
  }

  private Tensor constant(double value, TensorMemory memory) {
    Moments constant = new Moments(channels, memory);
    Arrays.fill(constant.values, (float) value);
    constant.load();
    return constant.exchanged.tensor();
  }

  @Override
  public void begin(float[] weights, int offset, boolean training) {
    int from = offset + statisticsFrom;
    for (int i = 0; i < channels; i++) {
      // In training libtorch makes them 0 * old + 1 * the batch's, which an old NaN would outlast.
      means.values[i] = training ? 0 : weights[from + i];
      variances.values[i] = training ? 0 : (float) runningVariance(weights[from + channels + i]);
    }
    means.load();
    variances.load();
  }

  private double runningVariance(float statistic) {
    return step.logarithmic() ? StrictMath.exp(2 * LN_10 * statistic) : statistic;
  }

  @Override
  public Tensor forward(Tensor input, boolean training) {
    if (training) {
      valuesPerChannel = input.numel() / channels;
    }
    return torch.batch_norm(
        input,
        scales,
        shifts,
        means.argument,
        variances.argument,
        training,
        1,
        step.epsilon(),
        false);
  }

  @Override
  public void storeDecrements(float[] weights, int offset, float[] gradient, int gradientOffset) {
    means.store();
    variances.store();
    double share = 1 - step.decay();
    for (int i = 0; i < channels; i++) {
      int mean = statisticsFrom + i;
      gradient[gradientOffset + mean] =
          (float) (share * (weights[offset + mean] - (double) means.values[i]));
      int variance = mean + channels;
      float statistic = weights[offset + variance];
      double before = runningVariance(statistic);
      double decrement = share * (before - batchVariance(i));
      gradient[gradientOffset + variance] =
          (float)
              (step.logarithmic()
                  ? -0.5 * StrictMath.log10((before - decrement) / before)
                  : decrement);
    }
  }

  /** Deeplearning4j averages the biased variance, libtorch hands out the unbiased one. */
  private double batchVariance(int channel) {
    return valuesPerChannel == 1
        ? 0
        : variances.values[channel] * ((valuesPerChannel - 1) / (double) valuesPerChannel);
  }

  /** One number for each channel, in Java and where libtorch computes. */
  private static final class Moments {

    private final float[] values;
    private final ExchangedTensor exchanged;
    private final TensorOptional argument;

    Moments(int channels, TensorMemory memory) {
      this.values = new float[channels];
      this.exchanged = new ExchangedTensor(memory, channels);
      this.argument = new TensorOptional(exchanged.tensor());
    }

    void load() {
      exchanged.put(values, 0, values.length);
    }

    void store() {
      exchanged.get(values, 0, values.length);
    }
  }
}
