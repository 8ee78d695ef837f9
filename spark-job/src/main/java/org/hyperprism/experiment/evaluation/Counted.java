package org.hyperprism.experiment.evaluation;

import java.util.Arrays;
import org.hyperprism.attack.Attack;

/**
 * Whose numbers statistics over devices are made of: those of honest devices that have joined and
 * not left for good; where there is none, those of all honest devices.
 *
 * @param attack says who the attackers are
 * @param members whether each device belongs to the others as of a round: boolean[devices]; empty
 *     if all do
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Counted(Attack attack, boolean[] members) {

  /** All honest devices. */
  public static Counted honest(Attack attack) {
    return new Counted(attack, new boolean[0]);
  }

  /**
   * Leaves the others' numbers out.
   *
   * @param ofDevices one of each device, in device order
   * @return the same array if all count
   */
  public double[] of(double[] ofDevices) {
    double[] left = new double[members.length];
    int size = 0;
    for (int device = 0; device < members.length; device++) {
      if (members[device] && !attack.isAttacker(device)) {
        left[size++] = ofDevices[device];
      }
    }
    return size == 0 ? attack.honest(ofDevices) : Arrays.copyOf(left, size);
  }
}
