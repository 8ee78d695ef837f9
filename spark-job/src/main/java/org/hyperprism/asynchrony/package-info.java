/**
 * Devices without a common clock: who computes, who meets whom, and when, before anything is
 * computed.
 *
 * <p>A {@link org.hyperprism.asynchrony.Pace} says how long a device computes and how long two
 * exchange what they have: {@link org.hyperprism.asynchrony.FleetPace} by the speeds and links of
 * simulated devices, as AD-PSGD runs, {@link org.hyperprism.asynchrony.PoissonPace} by Poisson
 * clocks, as SwarmSGD is stated. With links and a seed the {@link org.hyperprism.asynchrony.Event}s
 * of a run follow. A {@link org.hyperprism.asynchrony.WaveSchedule} has them in {@link
 * org.hyperprism.asynchrony.Wave}s in which no device takes part twice, and gives the bits that
 * they give one by one:
 *
 * <pre>{@code
 * Pace pace = new PoissonPace(50, 1.5, new RandomStreams(seed));
 * WaveSchedule waves = WaveSchedule.of(pace, new RandomDensity(50, 0.5, seed), seed);
 * EventRound third = waves.round(3);
 * double seconds = third.seconds();
 * double staleness = third.staleness().meanRounds();
 * Graph pairs = waves.wave(third.lastWave()).graph();
 * }</pre>
 *
 * <p>A round is as many gradients as there are devices, which is the work of a round with a common
 * clock; learning rates, exponents and links that change over the rounds go by it. What an event
 * is, and what is left out, is told in {@code spark-job/docs/asynchrony.md}.
 *
 * <p>What may come in: another pace. What becomes of models at an event is the engine's and the
 * method's business.
 */
@NullMarked
package org.hyperprism.asynchrony;

import org.jspecify.annotations.NullMarked;
