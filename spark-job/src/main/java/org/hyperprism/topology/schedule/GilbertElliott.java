package org.hyperprism.topology.schedule;

import java.io.Serializable;
import java.util.function.Predicate;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.NamedFactory;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.derived.DerivedSchedule;
import org.hyperprism.topology.drawing.Geometric;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Bursty links: each link of another schedule's first graph is a Markov chain of its own with the
 * states good (up) and bad (down), stationary from round 1 (Gilbert 1960, Elliott 1963).
 *
 * <p>Any round's state is found without the rounds before. A step of the chain is a random map of
 * {good, bad} to itself: "all become good", "all become bad", or the same map in every other case,
 * which is the identity where failure + recovery <= 1 and the exchange of the two states beyond.
 * With f = failure and r = recovery the probabilities of the first two are r and f, or 1 - f and 1
 * - r beyond, which gives good to bad f and bad to good r in both cases. So the state is what the
 * latest of the first two maps made it, exchanged as often as rounds went by since if f + r > 1.
 * The rounds of such maps are drawn in blocks of rounds by geometric skips, which takes a few draws
 * per link whatever the round.
 *
 * @param base whose graph of round 1 holds the links
 * @param failure probability of good to bad from one round to the next, in [0, 1]
 * @param recovery probability of bad to good from one round to the next, in (0, 1]
 * @param seed the experiment's seed; {@link Purpose#LINK_STATE} by link and block of rounds
 */
public record GilbertElliott(LinkSchedule base, double failure, double recovery, long seed)
    implements DerivedSchedule {

  private static final long serialVersionUID = 1L;
  private static final long LONGEST_BLOCK = 1L << 31;

  public GilbertElliott {
    LinkChecks.share(
        "links.gilbertElliott.failure", failure, "the probability that a good link becomes bad");
    LinkChecks.require(
        recovery > 0 && recovery <= 1,
        "links.gilbertElliott.recovery",
        recovery,
        "a number in (0, 1], the probability that a bad link becomes good"
            + " (at 0 every link would be down for ever)");
  }

  @Override
  public int baseRound(int round) {
    return 1;
  }

  @Override
  public Graph graph(int round) {
    Chain chain = new Chain();
    return LinkList.kept(base.graph(1), (i, j) -> chain.isGood((long) i * devices() + j, round));
  }

  /** What all links have in common. */
  private final class Chain {
    private final RandomStreams streams = new RandomStreams(seed);
    private final boolean exchanges = failure + recovery > 1;
    private final double toGood = exchanges ? 1 - failure : recovery;
    private final double toBad = exchanges ? 1 - recovery : failure;
    private final Geometric skips = new Geometric(toGood + toBad);
    private final long block =
        (long) Math.min(LONGEST_BLOCK, Math.ceil(1 / Math.min(1, toGood + toBad)));

    boolean isGood(long link, int round) {
      // Block b >= 1 holds the maps into the rounds (b - 1) block + 2 to b block + 1.
      for (long b = (round - 2 + block) / block; b >= 1; b--) {
        UniformRandomProvider random = streams.stream(Purpose.LINK_STATE, link, b);
        long end = Math.min(b * block, round - 1);
        long latest = -1;
        boolean good = false;
        long at = (b - 1) * block;
        for (long skip = skips.failures(random); skip < end - at; skip = skips.failures(random)) {
          latest = at + skip;
          at = latest + 1;
          good = random.nextDouble() * (toGood + toBad) < toGood;
        }
        if (latest >= 0) {
          return good ^ isExchanged(round - (latest + 2));
        }
      }
      UniformRandomProvider random = streams.stream(Purpose.LINK_STATE, link, 0);
      boolean good = random.nextDouble() * (failure + recovery) < recovery;
      return good ^ isExchanged(round - 1);
    }

    private boolean isExchanged(long rounds) {
      return exchanges && rounds % 2 == 1;
    }
  }

  /** Kinds that have no graph which could hold for all rounds. */
  static final class Varying implements Predicate<NamedFactory<?>> {
    @Override
    public boolean test(NamedFactory<?> kind) {
      return ((LinkScheduleFactory<?>) kind).linksVary();
    }
  }

  /**
   * @param base the kind of the links that are there at best
   * @param failure probability that a good link is bad in the next round, in (0, 1]
   * @param recovery probability that a bad link is good in the next round, in (0, 1]
   */
  public record Settings(
      @Setting(
              defaultValue = "complete",
              names = LinkScheduleFactory.class,
              refusing = Varying.class,
              refusedBecause = "their links vary by themselves; set linkDropOut for those",
              documentation =
                  "The kind of the links that are there at best; of one that is drawn, the first"
                      + " drawing.")
          String base,
      @Setting(
              defaultValue = "0.1",
              range = "above 0 to 1",
              documentation =
                  "Probability that a good link is bad in the next round; failure / (failure +"
                      + " recovery) of the links are down.")
          double failure,
      @Setting(
              defaultValue = "0.1",
              range = "above 0 to 1",
              documentation =
                  "Probability that a bad link is good in the next round: bursts last 1 / recovery"
                      + " rounds on average.")
          double recovery)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends LinkScheduleFactory<Settings> {

    public Factory() {
      super("gilbert-elliott", Settings.class, "bursts of failure on another graph");
    }

    @Override
    public String section() {
      return "gilbertElliott";
    }

    @Override
    public LinkSchedule create(Settings settings, Request request) {
      return new GilbertElliott(
          request.linksOf(settings.base), settings.failure, settings.recovery, request.seed());
    }
  }
}
