package org.hyperprism.method.hyperprism;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Setting;

/**
 * The settings of {@link HyperPrism}, in the section {@code hyperprism} of a configuration.
 *
 * @param preset which defaults the other settings have
 * @param representationExponent exponent p of the representation part
 * @param decisionExponent exponent p of the decision part
 * @param decision which layers are the decision part
 * @param order where the gradient step stands relative to the aggregation
 * @param mapping whose exponent maps a model that travels
 * @param mirrorGradientScale factor s of the gradient in the mirror space
 * @param elasticity mu of the mirror map, >= 0
 * @param mirrorMomentum momentum of mirror steps, in [0, 1)
 * @param momentumKind what the momentum of steps on the model is of
 * @param hypernetwork how exponents are learned
 */
public record HyperPrismSettings(
    @Setting(
            defaultValue = "falling",
            documentation =
                "Defaults of other settings, learning rate, momentum and weight decay of all"
                    + " methods too: falling steps on the model itself and lets the exponent of the"
                    + " last layer fall to 1; mirror-atc follows eq. 6 and figure 1 of the paper;"
                    + " paper takes Algorithm 1 by the letter, with momentum and weight decay as a"
                    + " public port of the authors' code has them.")
        Preset preset,
    @Setting(
            key = "p.representation",
            defaultValue = "1",
            presets = {"mirror-atc = adaptive", "paper = adaptive"},
            shorthand = "p",
            format = ExponentFormat.class,
            documentation =
                "Exponent of the power mean over the representation part; adaptive: every device"
                    + " learns its own; 1 is the weighted mean of D-PSGD; { from = 9, to = 1,"
                    + " over = 40 }: 9 in round 1, 1 after 40 rounds, in between by the same"
                    + " factor each round (geometric, the default), the same difference (linear)"
                    + " or all at once at the end (step).")
        ExponentSchedule representationExponent,
    @Setting(
            key = "p.decision",
            defaultValue = "{ from = 3, to = 1, over = 40 }",
            presets = {"mirror-atc = adaptive", "paper = adaptive"},
            shorthand = "p",
            format = ExponentFormat.class,
            documentation =
                "Exponent of the power mean over the decision part, likewise; hyperprism.p = 3,"
                    + " hyperprism.p = adaptive or hyperprism.p { from = 9, to = 1, over = 40 }"
                    + " sets both at once.")
        ExponentSchedule decisionExponent,
    @Setting(
            defaultValue = "last",
            presets = {"mirror-atc = dense", "paper = dense"},
            documentation =
                "Which layers are the decision part: dense is the fully connected ones, or what"
                    + " modelParts says; last is the last layer alone.")
        Decision decision,
    @Setting(
            defaultValue = "primal",
            presets = {"mirror-atc = atc", "paper = both"},
            documentation =
                "Where the gradient step stands: atc steps, then combines; cta combines, then"
                    + " steps (eq. 6 verbatim); primal steps on the model itself (Algorithm 1,"
                    + " line 6); both steps on the model and once more behind the mean (lines 6"
                    + " and 13).")
        StepOrder order,
    @Setting(
            defaultValue = "receiver",
            documentation =
                "Whose learned exponent maps a model that travels: receiver gives true means;"
                    + " sender is Algorithm 1 by the letter; consensus is the neighbours' mean"
                    + " exponent.")
        MappingRule mapping,
    @Setting(
            defaultValue = "1",
            presets = "paper = ten-to-minus-p",
            format = MirrorScaleFormat.class,
            documentation =
                "Factor of the gradient in the mirror space; ten-to-minus-p is 10^-p for the"
                    + " decision part and 1 for the representation part; layer is the mirror map's"
                    + " slope at the root mean square of the layer, so that mirror steps know no"
                    + " scale of the weights and train deep networks.")
        MirrorScale mirrorGradientScale,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "Weight mu of a linear term beside spow(w, p) in the mirror map: no mirror step is"
                    + " longer than one of D-PSGD with train.learningRate / mu; 0 is the paper's"
                    + " map.")
        double elasticity,
    @Setting(
            defaultValue = "0",
            range = "0 to below 1",
            documentation =
                "Momentum of mirror steps, as train.momentum is of steps in the space of the"
                    + " weights; a device then keeps one more vector.")
        double mirrorMomentum,
    @Setting(
            defaultValue = "heavy-ball",
            documentation =
                "What train.momentum, if it is not 0, is of with order = primal: heavy-ball is of the"
                    + " device's own gradients; averaged averages that velocity over the links like"
                    + " the model, for twice the traffic; quasi-global is of how the model itself"
                    + " moved, with train.momentum as both constants of qg-dsgdm.")
        MomentumKind momentumKind,
    HypernetworkSettings hypernetwork)
    implements Serializable, Consistent {

  /** Which layers are the decision part. */
  public enum Decision {
    /** The fully connected layers, or what modelParts says. */
    DENSE,
    /** The last layer alone. */
    LAST
  }

  /** What the momentum of steps on the model is of. */
  public enum MomentumKind {
    /** The device's own gradients. */
    HEAVY_BALL,
    /** The gradients of all: velocities are averaged over the links. */
    AVERAGED,
    /** How the model moved, exchange included. */
    QUASI_GLOBAL
  }

  /** Sets of defaults: the form that works best, and readings of the paper. */
  public enum Preset {
    /** Steps on the model, and a decision part whose exponent falls to that of the plain mean. */
    FALLING,
    /** The theory: gradients in the mirror space, before the exchange. */
    MIRROR_ATC,
    /** Algorithm 1 by the letter, as a public port of the authors' code completes it. */
    PAPER
  }

  @Override
  public Map<String, String> violations() {
    Map<String, String> violations = new TreeMap<>();
    if (elasticity != 0 && mapping == MappingRule.SENDER) {
      violations.put(
          "mapping",
          ("is sender and hyperprism.elasticity %s; the sender's rule is Algorithm 1 by the"
                  + " letter, which has no elasticity: expected mapping = receiver or consensus, or"
                  + " elasticity = 0")
              .formatted(elasticity));
    }
    if (momentumKind != MomentumKind.HEAVY_BALL && order != StepOrder.PRIMAL) {
      violations.put(
          "momentumKind",
          ("is %s and hyperprism.order is not primal; mirror steps have a momentum of their own:"
                  + " expected order = primal with it, or momentumKind = heavy-ball")
              .formatted(momentumKind == MomentumKind.AVERAGED ? "averaged" : "quasi-global"));
    }
    return violations;
  }
}
