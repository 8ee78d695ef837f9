package org.hyperprism.random;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;

/**
 * Independent random streams, each named by (seed, purpose, device, round).
 *
 * <p>The same four numbers give the same stream in every JVM and thread and on every partition; two
 * different names give streams that share nothing. The name is folded, one number after the other,
 * through the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) and expanded into the
 * 128-bit state of a xoroshiro128++ generator.
 */
public final class RandomStreams implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Weyl increment of SplitMix64: 2^64 divided by the golden ratio, made odd. */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long seed;

  /**
   * @param seed any 64-bit number; the experiment's {@code seed}
   */
  public RandomStreams(long seed) {
    this.seed = seed;
  }

  /** The stream of a purpose that concerns neither one device nor one round. */
  public UniformRandomProvider stream(Purpose purpose) {
    return stream(purpose, 0, 0);
  }

  /**
   * The stream of {@code purpose} for one device in one round.
   *
   * @param device device id, or 0 where the purpose concerns all devices
   * @param round round number, or 0 where the purpose concerns the whole run
   */
  public UniformRandomProvider stream(Purpose purpose, long device, long round) {
    long key = fold(fold(fold(fold(0, seed), purpose.key()), device), round);
    long expanded = key + GOLDEN_GAMMA;
    return new XoRoShiRo128PlusPlus(mix(expanded), mix(expanded + GOLDEN_GAMMA));
  }

  private static long fold(long key, long value) {
    return mix(key + GOLDEN_GAMMA + mix(value + GOLDEN_GAMMA));
  }

  /**
   * The finaliser of SplitMix64: a bijection of the 64-bit numbers under which close ones go far
   * apart.
   */
  public static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
