package org.hyperprism.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.compute.VectorView;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.junit.jupiter.api.Test;

/** Who attacks, and what each attack makes of numbers that are worked out on paper. */
class AttackTest {

  private static final int DEVICES = 20;

  /** In round 1 device 7 is linked to all, in later rounds device 3 is. */
  private record Star() implements LinkSchedule {

    private static final long serialVersionUID = 1L;

    @Override
    public int devices() {
      return DEVICES;
    }

    @Override
    public Graph graph(int round) {
      int centre = round == 1 ? 7 : 3;
      int[] others = IntStream.range(0, DEVICES).filter(device -> device != centre).toArray();
      return Graph.of(
          DEVICES,
          IntStream.of(others).map(device -> Math.min(device, centre)).toArray(),
          IntStream.of(others).map(device -> Math.max(device, centre)).toArray());
    }
  }

  private static Attack attack(AttackKind kind, double share, Placement placement, int from) {
    return Attack.of(
        new AttackSettings(kind, share, placement, from, 2, 10, 1.5, 0.5),
        new Star(),
        new RandomStreams(1));
  }

  private static Attack attack(AttackKind kind) {
    return attack(kind, 0.1, Placement.RANDOM, 1);
  }

  private static List<Integer> attackers(Attack attack) {
    return IntStream.range(0, DEVICES).filter(attack::isAttacker).boxed().toList();
  }

  private static float[] altered(AttackKind kind, float... vector) {
    attack(kind).alter(VectorView.of(vector), vector.length, VectorView.of(vector), 0, 1);
    return vector;
  }

  @Test
  void withoutAnAttackNobodyIsAnAttacker() {
    Attack none = attack(AttackKind.NONE);
    assertThat(none.count()).isZero();
    assertThat(attackers(none)).isEmpty();
    assertThat(none.altersMessages(5)).isFalse();
    double[] all = {1, 2};
    assertThat(none.honest(all)).isSameAs(all);
    assertThat(none).hasToString("none");
  }

  @Test
  void aLargerShareHasTheAttackersOfASmallerOne() {
    List<Integer> few = attackers(attack(AttackKind.SIGN_FLIP));
    List<Integer> more = attackers(attack(AttackKind.SIGN_FLIP, 0.2, Placement.RANDOM, 1));
    assertThat(few).hasSize(2);
    assertThat(more).hasSize(4).containsAll(few);
  }

  @Test
  void theBestConnectedAreThoseOfTheRoundInWhichItBegins() {
    assertThat(attackers(attack(AttackKind.NOISE, 0.1, Placement.BEST_CONNECTED, 1)))
        .containsExactly(0, 7);
    Attack later = attack(AttackKind.NOISE, 0.05, Placement.BEST_CONNECTED, 9);
    assertThat(attackers(later)).containsExactly(3);
    assertThat(later).hasToString("1, noise from round 9: devices 3");
  }

  @Test
  void aSleeperIsHonestBeforeItsRound() {
    Attack sleeper = attack(AttackKind.SCALING, 0.1, Placement.RANDOM, 4);
    assertThat(sleeper.altersMessages(3)).isFalse();
    assertThat(sleeper.altersMessages(4)).isTrue();
    assertThat(sleeper.count()).isEqualTo(2);
  }

  @Test
  void flippedLabelsAreThoseFromTheOtherEndOnAttackersAlone() {
    Samples own = Samples.ofFloats(new FeatureShape(1, 1, 1), 4, new float[3], new int[] {0, 1, 3});
    Attack attack = attack(AttackKind.LABEL_FLIP, 0.1, Placement.RANDOM, 2);
    int attacker = attackers(attack).get(0);
    int other =
        IntStream.range(0, DEVICES).filter(i -> !attack.isAttacker(i)).findFirst().orElseThrow();
    assertThat(attack.samples(own, attacker, 2).labels()).containsExactly(3, 2, 0);
    assertThat(attack.samples(own, attacker, 1)).isSameAs(own);
    assertThat(attack.samples(own, other, 2)).isSameAs(own);
    assertThat(attack.altersMessages(2)).isFalse();
    assertThat(attack(AttackKind.SIGN_FLIP).samples(own, attacker, 2)).isSameAs(own);
  }

  @Test
  void signsAreTurnedAndVectorsScaled() {
    assertThat(altered(AttackKind.SIGN_FLIP, 1, -2)).containsExactly(-1, 2);
    assertThat(altered(AttackKind.SCALING, 1, -2)).containsExactly(10, -20);
    assertThat(altered(AttackKind.LABEL_FLIP, 1, -2)).containsExactly(1, -2);
  }

  @Test
  void noiseHasItsDeviationAndIsOfDeviceAndDraw() {
    int length = 40_000;
    float[] noisy = new float[length];
    Arrays.fill(noisy, 3);
    float[] again = noisy.clone();
    float[] other = noisy.clone();
    Attack attack = attack(AttackKind.NOISE);
    attack.alter(VectorView.of(noisy), length, VectorView.of(noisy), 5, 8);
    attack.alter(VectorView.of(again), length, VectorView.of(again), 5, 8);
    attack.alter(VectorView.of(other), length, VectorView.of(other), 5, 9);
    assertThat(again).isEqualTo(noisy);
    assertThat(other).isNotEqualTo(noisy);
    double sum = 0;
    double squares = 0;
    for (float number : noisy) {
      sum += number - 3;
      squares += (number - 3) * (number - 3);
    }
    // 2 root mean squares of 3; four standard deviations of the estimates are 0.12 and 0.09.
    assertThat(sum / length).isCloseTo(0, within(0.12));
    assertThat(Math.sqrt(squares / length)).isCloseTo(6, within(0.09));
  }

  @Test
  void whatIsLearnedIsSentAndNothingBefore() {
    List<VectorView> honest =
        List.of(VectorView.of(new float[] {1, -4}), VectorView.of(new float[] {5, -4}));
    for (AttackKind kind : List.of(AttackKind.LITTLE_IS_ENOUGH, AttackKind.INNER_PRODUCT)) {
      Attack attack = attack(kind);
      assertThat(attack.learns()).isTrue();
      float[] learned = new float[2];
      float[] sent = {7, 7};
      attack.alter(VectorView.of(sent), 2, VectorView.of(learned), 0, 1);
      assertThat(sent).containsExactly(7, 7);

      attack.learn(honest, 2, VectorView.of(learned));
      attack.alter(VectorView.of(sent), 2, VectorView.of(learned), 0, 1);
      // Means 3 and -4, deviations 2 and 0.
      assertThat(sent)
          .containsExactly(
              kind == AttackKind.INNER_PRODUCT ? new float[] {-1.5f, 2} : new float[] {0, -4});
    }
  }

  @Test
  void theNumbersOfHonestDevicesAreLeft() {
    Attack attack = attack(AttackKind.NOISE, 0.1, Placement.BEST_CONNECTED, 1);
    double[] numbers = IntStream.range(0, DEVICES).asDoubleStream().toArray();
    assertThat(attack.honest(numbers))
        .containsExactly(1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
  }
}
