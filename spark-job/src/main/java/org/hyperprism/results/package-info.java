/**
 * What a run gives: its tables, its summary, and the directory that holds them.
 *
 * <pre>{@code
 * RunDirectory directory =
 *     RunDirectory.locate(
 *         new RunOptions(Optional.of("runs/base"), false, true), HadoopSettings.current());
 * String json = directory.read(RunDirectory.SUMMARY).orElseThrow();
 * Summary summary = Summary.parse(json, directory.uri(RunDirectory.SUMMARY));
 * System.out.print(ComparisonTable.text(summary));
 * }</pre>
 *
 * <p>A directory is written by one process at a time, which {@linkplain
 * org.hyperprism.results.RunDirectory#claim claims} it. The run in it has an {@linkplain
 * org.hyperprism.results.RunIdentity identity}, which its checkpoints carry, too.
 *
 * <p>A table is a list of {@link org.hyperprism.results.Column}s over a record of ours, written as
 * CSV and as Parquet. Every file appears whole or not at all. {@code spark-job/docs/run-files.md}
 * explains the files and columns to users.
 *
 * <p>What may come in: another column, another table, another figure of the summary. Pictures live
 * in {@code report}; what is measured, and when, is decided in {@code experiment}.
 */
@NullMarked
package org.hyperprism.results;

import org.jspecify.annotations.NullMarked;
