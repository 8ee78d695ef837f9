package org.hyperprism.engine.disturbance;

import java.io.Serializable;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.attack.Attack;
import org.hyperprism.compression.Compression;
import org.hyperprism.defence.Defence;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.simulation.Timetable;
import org.jspecify.annotations.Nullable;

/**
 * What keeps rounds from being those of honest devices that are all in time and send all they have.
 *
 * @param attack the devices that lie, and what they do
 * @param defence what receivers do against them; null for nothing
 * @param timetable who is late; null where nobody is
 * @param compression what messages say; null where they say all
 * @param waves the events of devices without a common clock; null where there is one, and each
 *     round is a single step
 */
public record Disturbances(
    Attack attack,
    @Nullable Defence defence,
    @Nullable Timetable timetable,
    @Nullable Compression compression,
    @Nullable WaveSchedule waves)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nobody lies, nobody is late, and messages say all. */
  public static final Disturbances NONE = new Disturbances(Attack.none(), null, null, null, null);

  public Disturbances {
    if (waves != null
        && (attack.count() > 0 || defence != null || timetable != null || compression != null)) {
      throw new ConfigurationException(
          "devices have no common clock, and attackers, a defence, a deadline and compressed messages go by rounds; expected none of them");
    }
  }

  /** The same among other attackers. */
  public Disturbances among(Attack attackers, @Nullable Defence against) {
    return new Disturbances(attackers, against, timetable, compression, waves);
  }

  /** The same where other devices may be late; null where none may. */
  public Disturbances timedBy(@Nullable Timetable times) {
    return new Disturbances(attack, defence, times, compression, waves);
  }

  /** The same with messages that say less; null for all. */
  public Disturbances compressedBy(@Nullable Compression messages) {
    return new Disturbances(attack, defence, timetable, messages, waves);
  }

  /** The same where devices have no common clock; null where they have one. */
  public Disturbances inWaves(@Nullable WaveSchedule events) {
    return new Disturbances(attack, defence, timetable, compression, events);
  }

  /** Whether a device that does not pause brings a gradient to a step, and is not only met. */
  public boolean computes(int device, int step) {
    return waves == null || waves.wave(step).computes(device);
  }

  /** The number under which a device draws what it needs in a step. */
  public int draws(int device, int step) {
    return waves == null ? step : waves.wave(step).gradients()[device];
  }

  /** The round of a step, by which learning rates and the like go. */
  public int roundOf(int step) {
    return waves == null ? step : waves.wave(step).round();
  }

  /** The models that devices have read; null where they are those that they have. */
  public @Nullable ReadModels reads(Method method) {
    return keepsReadModels() ? new ReadModels(plan(method), method.vectors().kept()) : null;
  }

  private boolean keepsReadModels() {
    return waves != null && !waves.modelsStayAsRead();
  }

  /** The first of the steps that make a round: its waves, or the round itself. */
  public int firstStep(int round) {
    return waves == null ? round : waves.round(round).firstWave();
  }

  /** The last of them. */
  public int lastStep(int round) {
    return waves == null ? round : waves.round(round).lastWave();
  }

  /** Whether a device does nothing in a round, as it is late. */
  public boolean pauses(int device, int round) {
    return timetable != null && timetable.of(round).steps()[device] == 0;
  }

  /** The most local steps that a device takes in a round. */
  public int mostSteps(int device, int round) {
    return timetable == null ? Integer.MAX_VALUE : timetable.of(round).steps()[device];
  }

  /** Whether a device misses a round. */
  public boolean isLate(int device, int round) {
    return timetable != null && timetable.of(round).late()[device];
  }

  /** Whether a late device's neighbours keep what it sent last. */
  public boolean remembersSent() {
    return timetable != null && timetable.keepsLast();
  }

  /**
   * Which vectors the devices of a method have: its own, and behind the kept ones, for each vector
   * that is sent, what it sent last if that is remembered, what others have of it if messages are
   * compressed, and what an attacker that learns will send; and the model that it has read, if
   * others change the one it has meanwhile.
   */
  public VectorPlan plan(Method method) {
    VectorPlan plan = method.vectors();
    int each = plan.sent().size();
    return plan.keeping(
        (remembersSent() ? each : 0)
            + (compression == null ? 0 : each)
            + (attack.learns() ? each : 0)
            + (keepsReadModels() ? 1 : 0));
  }

  /** What the devices of a method sent last, where that is remembered. */
  public LastSent lastSent(Method method) {
    return new LastSent(plan(method), method.vectors().kept());
  }

  /** What others have of the devices of a method; null where messages say all. */
  public @Nullable PublicCopies copies(Method method, ParameterLayout layout) {
    VectorPlan own = method.vectors();
    return compression == null
        ? null
        : new PublicCopies(
            compression,
            method,
            layout,
            plan(method),
            own.kept() + (remembersSent() ? own.sent().size() : 0));
  }

  /** What the attackers among the devices of a method send. */
  public Lies lies(Method method) {
    return new Lies(attack, plan(method), method.exchanges());
  }
}
