/**
 * The round, carried out over blocks of devices: in Spark partitions or in one JVM, with the same
 * bits.
 *
 * <p>What a run's rounds are made of is a {@link org.hyperprism.engine.RoundDefinition}; {@link
 * org.hyperprism.engine.Engines} makes the {@link org.hyperprism.engine.Engine} that carries them
 * out. An engine knows no method, and no key of the configuration; no model reaches the driver but
 * that of a yardstick, {@code CentralEngine}.
 *
 * <pre>{@code
 * RoundDefinition definition =
 *     new RoundDefinition(method, new Training(model, backend, 128), Communication.over(links), seed);
 * TrainingData data = TrainingData.of(samples, assignment);
 * try (Engine engine = new Engines(EngineMode.LOCAL, spark, 2).create(definition, data, store, 0)) {
 *   for (int round = 1; round <= 100; round++) {
 *     RoundReport report = engine.round(round);
 *   }
 *   List<Evaluation> evaluations = engine.evaluate(test);
 * }
 * }</pre>
 *
 * <p>One round, for every block of devices:
 *
 * <ol>
 *   <li>{@code RoundLinks} draws the round's graph; the block keeps the edges of its own devices,
 *       its {@code EdgeBlock}, for all that follows.
 *   <li>{@code BlockSteps} lets the method step every device of the block that does not pause.
 *   <li>The block asks its {@code EdgeBlock} which of its devices each other block needs, and sends
 *       their rows there as one {@code Message}, each row once: this alone is shuffled.
 *   <li>An {@code Inbox} walks the neighbours of each device in ascending id, finds their rows in
 *       the messages, and leaves out what is lost or not finite.
 *   <li>{@code Aggregation} has the method make the device's next vectors out of them.
 *   <li>A method with several exchanges repeats 3 to 5 over the same edges.
 *   <li>The blocks' reports are put together, in ascending block, as the {@link
 *       org.hyperprism.engine.RoundReport}.
 * </ol>
 *
 * <p>The words:
 *
 * <ul>
 *   <li>engine: holds the devices of a run and carries its rounds out; its mode is local or
 *       distributed.
 *   <li>block: the devices that lie together in one Spark partition, or are one task of a local
 *       round; consecutive ids.
 *   <li>link: two devices that can talk in a round. Edge: one direction of a link, with its mixing
 *       weight a_ij.
 *   <li>vector: model-long float32 numbers of a device. Scalars: its other, private float32
 *       numbers.
 *   <li>message: what devices of one block send to those of another in one exchange. What {@code
 *       MessageLoss} loses, and a report counts, is the share of one edge in it.
 *   <li>exchange: every device sends and aggregates once; a round has one or more.
 *   <li>warm-up: rounds before the run that only have the loops compiled.
 * </ul>
 *
 * <p>What needs no round's definition lives below, each package knowing at most those before it:
 * {@code block} what blocks hold, {@code checkpoint} that on disk, {@code message} what is sent and
 * how it arrives, {@code device} a device as its method sees it. {@code rdd}, how Spark carries
 * blocks, knows none of them.
 *
 * <p>What may come in: pieces of a round, what moves blocks and messages between tasks, what
 * measures the devices' state. What a method computes belongs to {@code method}, tables of metrics
 * to {@code results}, settings to {@code experiment}.
 */
@NullMarked
package org.hyperprism.engine;

import org.jspecify.annotations.NullMarked;
