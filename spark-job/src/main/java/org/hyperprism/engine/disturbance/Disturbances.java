package org.hyperprism.engine.disturbance;

import java.io.Serializable;
import org.hyperprism.attack.Attack;
import org.hyperprism.defence.Defence;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.simulation.Timetable;
import org.jspecify.annotations.Nullable;

/**
 * What keeps rounds from being those of honest devices that are all in time.
 *
 * @param attack the devices that lie, and what they do
 * @param defence what receivers do against them; null for nothing
 * @param timetable who is late; null where nobody is
 */
public record Disturbances(Attack attack, @Nullable Defence defence, @Nullable Timetable timetable)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nobody lies, and nobody is late. */
  public static final Disturbances NONE = new Disturbances(Attack.none(), null, null);

  /** The same among other attackers. */
  public Disturbances among(Attack attackers, @Nullable Defence against) {
    return new Disturbances(attackers, against, timetable);
  }

  /** The same where other devices may be late; null where none may. */
  public Disturbances timedBy(@Nullable Timetable times) {
    return new Disturbances(attack, defence, times);
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
   * that is sent, what it sent last if that is remembered, and what an attacker that learns will
   * send.
   */
  public VectorPlan plan(Method method) {
    VectorPlan plan = method.vectors();
    int each = plan.sent().size();
    return plan.keeping((remembersSent() ? each : 0) + (attack.learns() ? each : 0));
  }

  /** What the devices of a method sent last, where that is remembered. */
  public LastSent lastSent(Method method) {
    return new LastSent(plan(method), method.vectors().kept());
  }

  /** What the attackers among the devices of a method send. */
  public Lies lies(Method method) {
    return new Lies(attack, plan(method), method.exchanges());
  }
}
