/**
 * The typed configuration of one experiment: the sections that all experiments have, and where
 * those of methods, links, partitions and backends hang.
 *
 * <p>Each component of the records below {@link
 * org.hyperprism.experiment.configuration.ExperimentConfiguration} carries a {@link
 * org.hyperprism.setting.Setting}: its default, its legal values and one sentence of documentation.
 * Loading, checking, writing and the reference table all read that annotation, so a new setting is
 * one new component; one with {@link org.hyperprism.setting.SettingsOf} stands for the settings of
 * everything of a kind, in a section of its name. {@code train.learningRate} in a file is the
 * component {@code learningRate} of the record behind the component {@code train}.
 *
 * <pre>{@code
 * ExperimentConfiguration configuration =
 *     ConfigurationLoader.load(Optional.of(Path.of("conf/base.conf")), List.of("rounds=10"));
 * String text = ConfigurationWriter.render(configuration); // loads to the same configuration again
 * }</pre>
 *
 * <p>Files are HOCON: comments, includes and substitutions as in Typesafe config.
 *
 * <p>What may come in: the settings of an experiment that belong to no method, kind of links or
 * partition, for those stand beside what they set. What is made of a configuration belongs to
 * {@code experiment} and {@code experiment.input}.
 */
@NullMarked
package org.hyperprism.experiment.configuration;

import org.jspecify.annotations.NullMarked;
