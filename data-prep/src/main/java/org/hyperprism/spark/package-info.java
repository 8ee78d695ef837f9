/**
 * How values of ours travel through Apache Spark, whatever serialiser the session has.
 *
 * <pre>{@code
 * JavaBroadcast<Samples> shared = JavaBroadcast.of(spark, samples);
 * int label = shared.value().label(0); // in any task
 * shared.destroy();
 * }</pre>
 *
 * <p>{@code spark.serializer} is a site's or a session's choice, often Kryo, which can neither
 * write records nor classes that nobody has registered with it. So whatever Spark broadcasts,
 * caches or sends of ours goes in a {@link org.hyperprism.spark.JavaSerialized}. Files that we
 * write ourselves go to a {@link org.hyperprism.spark.PlainFileSystem}, and a {@link
 * org.hyperprism.spark.WholeFile} is there whole or not at all; Parquet files that we read
 * ourselves have {@link org.hyperprism.spark.CheckedPages}.
 *
 * <p>What may come in: what every use of Spark needs, and knows none of our values.
 */
@NullMarked
package org.hyperprism.spark;

import org.jspecify.annotations.NullMarked;
