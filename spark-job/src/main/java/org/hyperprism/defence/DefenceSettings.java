package org.hyperprism.defence;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * What every receiver does with the models that reach it, before its method averages them.
 *
 * @param kind what it does
 * @param share of a receiver's neighbours that may be attackers, 0 to below 0.5
 * @param radius largest distance of a model from the receiver's own, > 0; absent: chosen from the
 *     distances
 * @param bound largest norm of a model, in norms of the receiver's own, > 0
 * @param acceptance largest distance of a model at the beginning, in norms of the receiver's own
 * @param tightening how much that distance falls over the run, >= 0
 * @param ownWeight of the receiver's own model, 0 to 1
 */
public record DefenceSettings(
    @Setting(
            defaultValue = "none",
            documentation =
                "What receivers do with the models that reach them before their method averages them:"
                    + " clipping brings those near that are far from the own one; trimmed-mean and"
                    + " median take each coordinate's middle, all weights alike; norm-bound shortens"
                    + " long ones; balance leaves out those that are far; methods that send other things"
                    + " than their model are refused.")
        DefenceKind kind,
    @Setting(
            defaultValue = "0.2",
            range = "0 to below 0.5",
            documentation =
                "Share of a receiver's neighbours, rounded up, that may be attackers: trimmed-mean"
                    + " leaves so many out at each end, clipping with an automatic radius clips so many.")
        double share,
    @Setting(
            defaultValue = "auto",
            range = "> 0",
            keyword = "auto",
            documentation =
                "Distance from the receiver's own model to which clipping brings models that are"
                    + " farther; auto takes that of the farthest neighbour but for defence.share of"
                    + " them.")
        OptionalDouble radius,
    @Setting(
            defaultValue = "1",
            range = "> 0",
            documentation =
                "Norm to which norm-bound shortens longer models, in norms of the receiver's own.")
        double bound,
    @Setting(
            defaultValue = "0.3",
            range = "> 0",
            documentation =
                "Distance up to which balance accepts a model at the beginning, in norms of the"
                    + " receiver's own: gamma of the paper.")
        double acceptance,
    @Setting(
            defaultValue = "1",
            range = ">= 0",
            documentation =
                "How that distance falls over the run, by exp(-tightening round / rounds): kappa of the"
                    + " paper.")
        double tightening,
    @Setting(
            defaultValue = "0.5",
            range = "0 to 1",
            documentation =
                "Weight of the receiver's own model under balance, where it accepts any other: alpha of"
                    + " the paper.")
        double ownWeight) {

  /**
   * The defence that the settings ask for.
   *
   * @param rounds of the run, >= 1
   */
  public Optional<Defence> over(int rounds) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case CLIPPING -> Optional.of(new SelfCentredClipping(radius.orElse(0), share));
      case TRIMMED_MEAN -> Optional.of(new TrimmedMean(share));
      case MEDIAN -> Optional.of(new Median());
      case NORM_BOUND -> Optional.of(new NormBound(bound));
      case BALANCE -> Optional.of(new Balance(acceptance, tightening, ownWeight, rounds));
    };
  }
}
