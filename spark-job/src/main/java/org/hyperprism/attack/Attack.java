package org.hyperprism.attack;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.compute.VectorView;
import org.hyperprism.dataset.Samples;
import org.hyperprism.math.SumOfSquares;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.random.StandardNormal;
import org.hyperprism.setting.EnumWord;
import org.hyperprism.topology.LinkSchedule;

/**
 * The attackers of a run, and what they do. An attacker trains and averages as its method says; it
 * lies to others alone. With w the vector that it would send, k a coordinate, and n a draw of the
 * normal distribution for each k:
 *
 * <pre>
 *   label-flip        trains on the labels classes - 1 - y, and sends w
 *   sign-flip         sends -w
 *   noise             sends w_k + noise rms(w) n_k
 *   scaling           sends scale w
 *   little-is-enough  sends mean_k - deviations std_k        (Baruch et al., NeurIPS 2019)
 *   inner-product     sends -reversal mean_k                 (Xie et al., UAI 2019)
 * </pre>
 *
 * <p>Mean and standard deviation (of the population) are those of what an attacker knows: what it
 * would have sent itself and what its honest neighbours sent it, in the exchange before. It tells
 * nobody, so that nothing depends on where devices lie; before it knows anything, it is honest.
 * Every vector that a method sends is altered, numbers besides vectors are not.
 */
public final class Attack implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Attack NONE =
      new Attack(
          new AttackSettings(AttackKind.NONE, 0.1, Placement.RANDOM, 1, 1, 1, 1, 1),
          Attackers.nobody(),
          new RandomStreams(0));

  private final AttackSettings settings;
  private final Attackers attackers;
  private final RandomStreams random;

  private Attack(AttackSettings settings, Attackers attackers, RandomStreams random) {
    this.settings = settings;
    this.attackers = attackers;
    this.random = random;
  }

  /** A run without attackers. */
  public static Attack none() {
    return NONE;
  }

  /**
   * The attack that the settings ask for.
   *
   * @param links that are available
   */
  public static Attack of(AttackSettings settings, LinkSchedule links, RandomStreams random) {
    return settings.kind() == AttackKind.NONE
        ? NONE
        : new Attack(settings, Attackers.of(settings, links, random), random);
  }

  /** Number of attackers, >= 0. */
  public int count() {
    return attackers.count();
  }

  /** Whether a device is an attacker, also one that does not lie yet. */
  public boolean isAttacker(int device) {
    return attackers.contains(device);
  }

  /** Whether attackers must be told what they receive, by {@link #learn}. */
  public boolean learns() {
    return settings.kind().learns();
  }

  /** Whether attackers send in a round what they do not have. */
  public boolean altersMessages(int round) {
    return settings.kind().altersMessages() && round >= settings.from();
  }

  /**
   * The samples that a device trains on.
   *
   * @param own that it holds
   * @param device from 0
   * @param round from 1
   */
  public Samples samples(Samples own, int device, int round) {
    boolean flips = settings.kind() == AttackKind.LABEL_FLIP && round >= settings.from();
    return flips && isAttacker(device) ? own.withLabelsFlipped() : own;
  }

  /**
   * Remembers, in one vector of an attacker, what it will send in the next exchange.
   *
   * @param honest what it would have sent, and what honest neighbours sent it: at least one vector
   * @param length of each
   * @param target receives what it will send
   */
  public void learn(List<VectorView> honest, int length, VectorView target) {
    for (int k = 0; k < length; k++) {
      double sum = 0;
      for (VectorView vector : honest) {
        sum += vector.array()[vector.offset() + k];
      }
      double mean = sum / honest.size();
      double squares = 0;
      for (VectorView vector : honest) {
        double difference = vector.array()[vector.offset() + k] - mean;
        squares += difference * difference;
      }
      double deviation = Math.sqrt(squares / honest.size());
      target.array()[target.offset() + k] =
          (float)
              (settings.kind() == AttackKind.INNER_PRODUCT
                  ? -settings.reversal() * mean
                  : mean - settings.deviations() * deviation);
    }
  }

  /**
   * Turns a vector that an attacker would send into the one that it sends.
   *
   * @param vector changed in place
   * @param length of it
   * @param learned what {@link #learn} remembered, zeros if that is nothing yet; not read by kinds
   *     that learn nothing
   * @param device the attacker
   * @param draw the number of this vector among all that the attacker sends in the run
   */
  public void alter(VectorView vector, int length, VectorView learned, int device, long draw) {
    float[] array = vector.array();
    int from = vector.offset();
    switch (settings.kind()) {
      case NONE, LABEL_FLIP -> {}
      case SIGN_FLIP -> multiply(vector, length, -1);
      case SCALING -> multiply(vector, length, settings.scale());
      case NOISE -> addNoise(vector, length, random.stream(Purpose.ATTACK, device, draw));
      case LITTLE_IS_ENOUGH, INNER_PRODUCT -> {
        if (SumOfSquares.of(learned.array(), learned.offset(), length) > 0) {
          System.arraycopy(learned.array(), learned.offset(), array, from, length);
        }
      }
    }
  }

  private static void multiply(VectorView vector, int length, double factor) {
    for (int k = vector.offset(); k < vector.offset() + length; k++) {
      vector.array()[k] = (float) (factor * vector.array()[k]);
    }
  }

  private void addNoise(VectorView vector, int length, UniformRandomProvider stream) {
    float[] array = vector.array();
    int from = vector.offset();
    double deviation = settings.noise() * Math.sqrt(SumOfSquares.of(array, from, length) / length);
    for (int k = from; k < from + length; k++) {
      array[k] = (float) (array[k] + deviation * StandardNormal.draw(stream));
    }
  }

  /**
   * Leaves the attackers' numbers out.
   *
   * @param ofDevices one of each device, in device order
   * @return those of honest devices; the same array if there are no attackers
   */
  public double[] honest(double[] ofDevices) {
    if (count() == 0) {
      return ofDevices;
    }
    double[] left = new double[ofDevices.length];
    int size = 0;
    for (int device = 0; device < ofDevices.length; device++) {
      if (!isAttacker(device)) {
        left[size++] = ofDevices[device];
      }
    }
    return Arrays.copyOf(left, size);
  }

  /** For a log: how many attackers, what they do, from when on, and who they are. */
  @Override
  public String toString() {
    return count() == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "%d, %s from round %d: devices %s",
            count(),
            EnumWord.of(settings.kind()),
            settings.from(),
            attackers);
  }
}
