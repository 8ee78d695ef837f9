/**
 * Traces of links as files, on any file system that Hadoop knows, without a Spark session.
 *
 * <p>A trace has one row for every directed link that is up in a round:
 *
 * <table>
 * <caption>Columns; the first three are needed, others may be missing, and the order is free</caption>
 * <tr><th>column</th><th>type</th><th>meaning</th></tr>
 * <tr><td>{@code round}</td><td>int32</td><td>from 1</td></tr>
 * <tr><td>{@code src}</td><td>int32</td><td>device that sends, from 0</td></tr>
 * <tr><td>{@code dst}</td><td>int32</td><td>device that receives, from 0</td></tr>
 * <tr><td>{@code probes}</td><td>int32</td><td>probes that arrived, needs
 *     {@code delivery_ratio}</td></tr>
 * <tr><td>{@code delivery_ratio}</td><td>float32</td><td>probes that arrived over probes sent, in
 *     [0, 1]</td></tr>
 * <tr><td>{@code mean_snr_db}</td><td>float32</td><td>mean signal-to-noise ratio of those that
 *     arrived in dB, needs {@code delivery_ratio}</td></tr>
 * <tr><td>{@code src_x, src_y, dst_x, dst_y}</td><td>float32</td><td>places in metres; all four or
 *     none</td></tr>
 * </table>
 *
 * <p>A row with a round and empty {@code src} and {@code dst} says that the round has no links. A
 * trace that does not say how many rounds it has needs such a row for each round without links.
 *
 * <p>CSV has the columns' names in its first line and no comments. Parquet files of ours are sorted
 * by round, source and destination, in pages of few rows, so that a round is read without the
 * others; their key-value metadata {@code hyperprism.trace.format}, {@code .devices}, {@code
 * .rounds} and {@code .origin} (a JSON object) hold what {@link
 * org.hyperprism.trace.TraceInformation} says. Folders of files as Spark writes them are read too,
 * with {@code round=N} folders or without.
 *
 * <pre>{@code
 * TraceWriter.write(trace, "hdfs:///links/wifi.parquet", hadoop, false);
 * TraceFile stored = new TraceFile("hdfs:///links/wifi.parquet", hadoop);
 * TraceInformation information = TraceCheck.of(stored).information();
 * List<TraceLink> links = stored.round(17);
 * }</pre>
 *
 * <p>What may come in: another form of files, as a case of {@code TraceFormat} with a reader and a
 * writer.
 */
@NullMarked
package org.hyperprism.trace.table;

import org.jspecify.annotations.NullMarked;
