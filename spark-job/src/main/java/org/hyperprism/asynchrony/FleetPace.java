package org.hyperprism.asynchrony;

import java.util.Optional;
import org.hyperprism.availability.Presence;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.Workload;

/**
 * Devices that look for another one as soon as their gradient is done, as in AD-PSGD: computing and
 * exchanging take as long as the fleet's speeds and links say. A device that is met goes on
 * computing meanwhile, and a radio serves several at once.
 *
 * @param fleet the devices and links; who is late is of no matter, as nobody waits
 * @param workload what a device computes and sends between two meetings of its own
 */
public record FleetPace(Fleet fleet, Workload workload) implements Pace {

  private static final long serialVersionUID = 1L;

  public FleetPace {
    Presence presence = fleet.presence();
    if (presence != null && presence.batteries() != null) {
      throw new ConfigurationException(
          "availability.battery is set, but batteries are reckoned round by round, and asynchronous devices have no common rounds; expected availability.battery = none");
    }
  }

  @Override
  public int devices() {
    return fleet.devices();
  }

  @Override
  public double untilMeeting(int device, int turn) {
    int gradients = workload.gradients().of(workload.steps()[device], true);
    return fleet.computingSeconds(device, turn, gradients * workload.flopsOfGradient()[device]);
  }

  @Override
  public double exchange(int one, int other, int linkRound) {
    double there = oneWay(one, other);
    double back = oneWay(other, one);
    return workload.exchanges() * (fleet.fullDuplex() ? Math.max(there, back) : there + back);
  }

  private double oneWay(int source, int destination) {
    return fleet.links().latency()
        + fleet.links().airSeconds(source, destination, workload.bytes(), Optional.empty());
  }

  @Override
  public boolean isThere(int device, double seconds, int linkRound) {
    Presence presence = fleet.presence();
    return presence == null
        || presence
            .availability()
            .isThere(device, presence.unit() == TimeUnit.SECONDS ? seconds : linkRound);
  }

  @Override
  public boolean bothCompute() {
    return false;
  }
}
