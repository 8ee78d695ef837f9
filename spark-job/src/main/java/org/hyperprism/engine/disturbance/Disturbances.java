package org.hyperprism.engine.disturbance;

import java.io.Serializable;
import org.hyperprism.attack.Attack;
import org.hyperprism.compression.Compression;
import org.hyperprism.defence.Defence;
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
 */
public record Disturbances(
    Attack attack,
    @Nullable Defence defence,
    @Nullable Timetable timetable,
    @Nullable Compression compression)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nobody lies, nobody is late, and messages say all. */
  public static final Disturbances NONE = new Disturbances(Attack.none(), null, null, null);

  /** The same among other attackers. */
  public Disturbances among(Attack attackers, @Nullable Defence against) {
    return new Disturbances(attackers, against, timetable, compression);
  }

  /** The same where other devices may be late; null where none may. */
  public Disturbances timedBy(@Nullable Timetable times) {
    return new Disturbances(attack, defence, times, compression);
  }

  /** The same with messages that say less; null for all. */
  public Disturbances compressedBy(@Nullable Compression messages) {
    return new Disturbances(attack, defence, timetable, messages);
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
   * compressed, and what an attacker that learns will send.
   */
  public VectorPlan plan(Method method) {
    VectorPlan plan = method.vectors();
    int each = plan.sent().size();
    return plan.keeping(
        (remembersSent() ? each : 0)
            + (compression == null ? 0 : each)
            + (attack.learns() ? each : 0));
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
