/**
 * The round, carried out over blocks of devices: local steps, routing of models along the links of
 * the round, aggregation at the receiver.
 *
 * <p>What happens in a round is written once, in {@link org.hyperprism.engine.RoundProgram}, on one
 * block of devices; a {@link org.hyperprism.engine.Engine} moves blocks and packets about, as Spark
 * partitions and a shuffle or inside one JVM, with the same bits. No model reaches the driver.
 */
@NullMarked
package org.hyperprism.engine;

import org.jspecify.annotations.NullMarked;
