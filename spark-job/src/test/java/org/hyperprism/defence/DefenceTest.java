package org.hyperprism.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;
import org.junit.jupiter.api.Test;

/** Each defence on vectors whose result is worked out on paper. */
class DefenceTest {

  private static final float INFINITY = Float.POSITIVE_INFINITY;

  /** The receiver's own, 5 long. */
  private static final float[] OWN = {3, 4};

  private final WeightedVectors received = new WeightedVectors();

  private static Defence of(DefenceKind kind, OptionalDouble radius) {
    return new DefenceSettings(kind, 0.2, radius, 1.2, 0.4, 1, 0.5).over(10).orElseThrow();
  }

  private static Defence of(DefenceKind kind) {
    return of(kind, OptionalDouble.empty());
  }

  private void receive(float[]... vectors) {
    for (float[] vector : vectors) {
      received.add(vector, 0, 1.0 / vectors.length);
    }
  }

  private float[] vector(int member) {
    float[] copy = new float[2];
    System.arraycopy(received.array(member), received.offset(member), copy, 0, 2);
    return copy;
  }

  /** The linear mean of what is left. */
  private float[] mean() {
    float[] mean = new float[2];
    MixingKernel.create().linearMean(received, 0, 2, VectorView.of(mean));
    return mean;
  }

  @Test
  void nothingIsDoneWithoutADefence() {
    assertThat(
            new DefenceSettings(DefenceKind.NONE, 0.2, OptionalDouble.empty(), 1, 1, 1, 1).over(10))
        .isEmpty();
  }

  @Test
  void clippingBringsWhatIsFarToTheRadius() {
    // Distances 5, 0, 2 from the own one: the first comes 2/5 of the way, (0, 0) to (3, 4).
    float[] far = {0, 0};
    receive(far, OWN, new float[] {3, 6});
    Defence clipping = of(DefenceKind.CLIPPING, OptionalDouble.of(2));

    assertThat(clipping.apply(received, 1, 2, 1, new Scratch())).isEqualTo(1);
    assertThat(vector(0)).containsExactly(new float[] {1.8f, 2.4f}, within(1e-6f));
    assertThat(vector(1)).containsExactly(OWN);
    assertThat(vector(2)).containsExactly(3, 6);
    assertThat(far).containsExactly(0, 0);
  }

  @Test
  void clippingTakesItsRadiusFromTheNearest() {
    // Of three neighbours at 1, 2 and 10 one may be an attacker: the radius is 2.
    receive(OWN, new float[] {3, 5}, new float[] {3, 6}, new float[] {3, 14});
    of(DefenceKind.CLIPPING).apply(received, 0, 2, 1, new Scratch());

    assertThat(vector(2)).containsExactly(3, 6);
    assertThat(vector(3)).containsExactly(new float[] {3, 6}, within(1e-6f));
  }

  @Test
  void whatIsNotFiniteBecomesTheOwnModel() {
    for (DefenceKind kind : new DefenceKind[] {DefenceKind.CLIPPING, DefenceKind.NORM_BOUND}) {
      received.clear();
      receive(OWN, new float[] {INFINITY, 0}, new float[] {Float.NaN, 0}, new float[] {3, 4});
      of(kind).apply(received, 0, 2, 1, new Scratch());
      assertThat(mean()).containsExactly(OWN);
    }
  }

  @Test
  void aBoundShortensWhatIsLong() {
    // 1.2 times 5 is 6; (0, 30) is 30 long.
    receive(OWN, new float[] {0, 30}, new float[] {6, 0});
    of(DefenceKind.NORM_BOUND).apply(received, 0, 2, 1, new Scratch());

    assertThat(vector(1)).containsExactly(new float[] {0, 6}, within(1e-6f));
    assertThat(vector(2)).containsExactly(6, 0);
  }

  @Test
  void balanceAcceptsWhatIsNearAndTightensOverTheRun() {
    // Up to 0.4 exp(-t/10) 5: 1.81 in round 1, 0.74 in round 10.
    receive(new float[] {3, 5}, OWN, new float[] {3, 6}, new float[] {3, 3});
    Defence balance = of(DefenceKind.BALANCE);
    assertThat(balance.apply(received, 1, 2, 1, new Scratch())).isEqualTo(1);
    assertThat(received.size()).isEqualTo(3);
    assertThat(new double[] {received.weight(0), received.weight(1), received.weight(2)})
        .containsExactly(0.25, 0.5, 0.25);
    assertThat(vector(2)).containsExactly(3, 3);

    received.clear();
    receive(new float[] {3, 5}, OWN, new float[] {3, 6}, new float[] {3, 3});
    assertThat(balance.apply(received, 1, 2, 10, new Scratch())).isZero();
    assertThat(received.size()).isOne();
    assertThat(mean()).containsExactly(OWN);
  }

  @Test
  void theTrimmedMeanLeavesOutBothEndsOfTheNeighbours() {
    // Of five neighbours one at each end; the own one stays whatever it is.
    receive(
        new float[] {1, 900},
        new float[] {2, 4},
        new float[] {100, 1},
        OWN,
        new float[] {-100, 2},
        new float[] {6, 3});
    assertThat(of(DefenceKind.TRIMMED_MEAN).apply(received, 3, 2, 1, new Scratch())).isZero();

    // (3 + 1 + 2 + 6) / 4, and (4 + 2 + 3 + 4) / 4
    assertThat(mean()).containsExactly(new float[] {3, 3.25f}, within(1e-6f));
    assertThat(vector(0)).containsExactly(OWN);
  }

  @Test
  void aTrimmedMeanOfFewNeighboursStillHasTheOwnModel() {
    receive(OWN, new float[] {100, 100}, new float[] {-100, -100});
    of(DefenceKind.TRIMMED_MEAN).apply(received, 0, 2, 1, new Scratch());
    assertThat(mean()).containsExactly(OWN);

    received.clear();
    receive(new float[] {7, 7});
    // The own one was dropped.
    assertThat(of(DefenceKind.TRIMMED_MEAN).apply(received, -1, 2, 1, new Scratch())).isNegative();
    assertThat(mean()).containsExactly(7, 7);
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    receive(new float[] {-100, 7}, OWN, new float[] {5, INFINITY});
    of(DefenceKind.MEDIAN).apply(received, 1, 2, 1, new Scratch());
    assertThat(mean()).containsExactly(3, 7);

    received.clear();
    receive(new float[] {-100, 7}, OWN, new float[] {5, INFINITY}, new float[] {6, 1});
    of(DefenceKind.MEDIAN).apply(received, 1, 2, 1, new Scratch());
    assertThat(mean()).containsExactly(new float[] {4, 5.5f}, within(1e-6f));
  }

  /** The map of a power mean grows, so the middle is the same before it and behind it. */
  @Test
  void aPowerMeanOfWhatIsLeftIsTheTrimmedOneOfTheMappedSpace() {
    receive(new float[] {-100, 900}, OWN, new float[] {1, 5}, new float[] {100, 1});
    of(DefenceKind.TRIMMED_MEAN).apply(received, 1, 2, 1, new Scratch());
    float[] result = new float[2];
    MixingKernel.create()
        .powerMean(received, 3, VectorView.of(new float[2]), 0, 0, 2, VectorView.of(result));

    // cbrt((27 + 1) / 2), and cbrt((64 + 125) / 2)
    assertThat(result)
        .containsExactly(
            new float[] {(float) Math.cbrt(14), (float) Math.cbrt(94.5)}, within(1e-5f));
  }
}
