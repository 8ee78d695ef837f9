package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.PARAMETERS;
import static org.hyperprism.method.SmallQuadratics.assertFollows;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;
import static org.hyperprism.method.SmallQuadratics.optimum;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.Central;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentralTest {

  private static final double ETA = 0.1;

  /** Every row the mean of all. */
  private static RealMatrix mean(RealMatrix rows) {
    RealMatrix ones = new Array2DRowRealMatrix(DEVICES, DEVICES).scalarAdd(1. / DEVICES);
    return ones.multiply(rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theMeanOfAllDevicesAfterTheirLocalSteps(int localSteps) {
    assertFollows(
        new Central(LocalTraining.plain(ETA, localSteps)),
        (w, mix) -> {
          RealMatrix stepped = w;
          for (int step = 0; step < localSteps; step++) {
            stepped = stepped.subtract(gradients(stepped).scalarMultiply(ETA));
          }
          return mean(stepped);
        });
  }

  @Test
  void withOneLocalStepItConvergesToTheOptimumOfAll() {
    Method central = new Central(LocalTraining.plain(ETA, 1));
    assertNear(models(network(central, CHANGING).rounds(400)), optimum(), 1e-10);
  }

  @Test
  void everyDeviceSendsItsModelToAllOthers() {
    Method central = new Central(LocalTraining.plain(ETA, 1));
    assertThat(network(central, CHANGING).rounds(2).sentNumbers())
        .isEqualTo(2L * DEVICES * (DEVICES - 1) * PARAMETERS);
    assertThat(central.bytesPerLink(ParameterLayout.of(ModelPart.DECISION, 7850)))
        .isEqualTo(31_400);
  }
}
