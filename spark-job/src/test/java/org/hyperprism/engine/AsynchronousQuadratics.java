package org.hyperprism.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hyperprism.asynchrony.Event;
import org.hyperprism.asynchrony.FixedPace;
import org.hyperprism.asynchrony.Pace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;

/** Quadratics that devices without a common clock find the minimum of, in the papers' words too. */
final class AsynchronousQuadratics {

  static final int DEVICES = SmallProblem.DEVICES;
  static final long SEED = SmallProblem.SEED;

  /** Samples of one device, as many as a mini-batch has. */
  static final int OWN = 12;

  static final ModelDefinition MODEL = ModelZoo.definition("lr", 1, 4, 5, 3);

  private AsynchronousQuadratics() {}

  static FixedPace unequal() {
    return new FixedPace(new Random(SEED).doubles(DEVICES, 0.5, 3).toArray(), 0.1);
  }

  static WaveSchedule waves(Pace pace) {
    return WaveSchedule.of(pace, SmallProblem.links(), SEED);
  }

  static TrainingData data(int devices, int own) {
    int[][] samples = new int[devices][];
    for (int device = 0; device < devices; device++) {
      samples[device] = IntStream.range(device * own, (device + 1) * own).toArray();
    }
    return TrainingData.of(
        GaussianClasses.samples(4, devices * own, 4, 5), new Assignment(samples));
  }

  static RoundDefinition quadratics(Method method, int batch, WaveSchedule waves) {
    return new RoundDefinition(
            method,
            new Training(MODEL, new Quadratics(), batch),
            Communication.over(SmallProblem.links()),
            SEED)
        .inWaves(waves);
  }

  /** The models of the papers' recursions, event after event in float64. */
  abstract static class Textbook {

    final double[][] models;
    final double[][] read;
    final double[][] optima;

    Textbook(DeviceBlock start, TrainingData data) {
      models = new double[DEVICES][start.parameters()];
      optima = new double[DEVICES][start.parameters()];
      List<Samples> shards = data.shards(0, DEVICES);
      float[] features = new float[MODEL.features()];
      for (int i = 0; i < DEVICES; i++) {
        float[] model = start.model(i);
        for (int k = 0; k < model.length; k++) {
          models[i][k] = model[k];
        }
        for (int s = 0; s < OWN; s++) {
          shards.get(i).copyFeatures(s, features, 0);
          for (int k = 0; k < model.length; k++) {
            optima[i][k] += (double) features[k % features.length] / OWN;
          }
        }
      }
      read = Arrays.stream(models).map(double[]::clone).toArray(double[][]::new);
    }

    /** The model of a device that meets another one, which has {@code partner}; a coordinate. */
    abstract double meet(double own, double ownStep, double partner, double partnerStep);

    void carryOut(Event event) {
      int i = event.first();
      int j = event.isMeeting() ? event.second() : i;
      for (int k = 0; k < models[i].length; k++) {
        double stepOfI = event.ofFirst() == null ? 0 : 0.05 * (read[i][k] - optima[i][k]);
        double stepOfJ =
            j == i ? stepOfI : event.ofSecond() == null ? 0 : 0.05 * (read[j][k] - optima[j][k]);
        double own = models[i][k];
        double other = models[j][k];
        models[i][k] = meet(own, stepOfI, other, stepOfJ);
        if (j != i) {
          models[j][k] = meet(other, stepOfJ, own, stepOfI);
        }
      }
      if (event.ofFirst() != null) {
        read[i] = models[i].clone();
      }
      if (event.ofSecond() != null) {
        read[j] = models[j].clone();
      }
    }
  }
}
