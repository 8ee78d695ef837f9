package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.engine.AsynchronousQuadratics.DEVICES;
import static org.hyperprism.engine.AsynchronousQuadratics.OWN;
import static org.hyperprism.engine.AsynchronousQuadratics.SEED;
import static org.hyperprism.engine.AsynchronousQuadratics.data;
import static org.hyperprism.engine.AsynchronousQuadratics.quadratics;
import static org.hyperprism.engine.AsynchronousQuadratics.waves;
import static org.hyperprism.method.ExampleMethods.dpsgd;

import org.hyperprism.asynchrony.Event;
import org.hyperprism.asynchrony.Meeting;
import org.hyperprism.asynchrony.Pace;
import org.hyperprism.asynchrony.PoissonPace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Gossip learning: models walk from device to device. */
class GossipTest {

  /** w_j <- (w_i + w_j) / 2, then w_j <- w_j - eta g_j(w_j): rule MU of Ormandi et al. 2013. */
  @Test
  void pushedModelsAreMergedAndThenUpdated() {
    Pace pace = new PoissonPace(DEVICES, 1, new RandomStreams(SEED), Meeting.PUSH);
    WaveSchedule waves = waves(pace);
    TrainingData data = data(DEVICES, OWN);
    Method method = dpsgd(StepOrder.CTA, LocalTraining.plain(0.05, 1), 1);
    OneBlock block = OneBlock.of(RoundProgram.of(quadratics(method, OWN, waves)), data);
    AsynchronousQuadratics.Textbook textbook =
        new AsynchronousQuadratics.Textbook(block.devices(), data) {
          @Override
          double meet(double own, double ownStep, double partner, double partnerStep) {
            return (own + partner) / 2;
          }

          @Override
          void carryOut(Event event) {
            double[] first = models[event.first()];
            for (int k = 0; k < first.length; k++) {
              if (event.isMeeting()) {
                double[] hears = models[event.second()];
                hears[k] = meet(hears[k], 0, first[k], 0);
              } else {
                first[k] -= 0.05 * (first[k] - optima[event.first()][k]);
              }
            }
          }
        };
    int wave = 0;
    for (int round = 1; round <= 10; round++) {
      int last = waves.round(round).lastWave();
      while (wave < last) {
        block.round(++wave);
      }
      waves.round(round).events().forEach(textbook::carryOut);
      for (int i = 0; i < DEVICES; i++) {
        float[] model = block.devices().model(i);
        for (int k = 0; k < model.length; k++) {
          assertThat((double) model[k]).isCloseTo(textbook.models[i][k], within(2e-5));
        }
      }
    }
  }
}
