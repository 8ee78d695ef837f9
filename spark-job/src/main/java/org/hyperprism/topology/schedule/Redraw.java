package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.HeldFor;

/**
 * The setting {@code links.redrawEvery}, which all kinds that draw a graph share.
 *
 * @param redrawEvery rounds between two drawings, >= 0; 0 draws one graph for all rounds
 */
public record Redraw(
    @Setting(
            defaultValue = "1",
            range = ">= 0",
            documentation =
                "Rounds between two drawings, with density, erdos-renyi, geometric, small-world,"
                    + " random-regular and directed; 0 draws one graph for all rounds.")
        int redrawEvery)
    implements Serializable {

  /** Has each drawing hold for as many rounds. */
  LinkSchedule hold(LinkSchedule everyRound) {
    return redrawEvery == 1 ? everyRound : new HeldFor(everyRound, redrawEvery);
  }
}
