/**
 * What an experiment begins with: samples, who holds them, the architecture and the links, read
 * from where the configuration says or handed over as objects.
 *
 * <p>{@link org.hyperprism.experiment.input.ExperimentInputs} is what the driver reads from files;
 * {@link org.hyperprism.experiment.input.DataSource} then spreads the samples over the devices,
 * without those that are set aside for validation. Training samples that are stored with their
 * devices are read by the tasks that have these; the driver keeps at most the validation samples.
 *
 * <pre>{@code
 * ExperimentConfiguration configuration =
 *     ConfigurationLoader.load(Optional.of(Path.of("conf/quickstart.conf")), List.of());
 * ExperimentInputs inputs = new ExperimentInputs.Reader().read(configuration);
 * DividedData spread = DataSource.divide(configuration, inputs.data());
 * }</pre>
 *
 * <p>What may come in: another place that inputs are read from, and what is drawn from samples
 * before the first round. Readers of formats belong to {@code dataset}, kinds of partitions to
 * {@code partition}.
 */
@NullMarked
package org.hyperprism.experiment.input;

import org.jspecify.annotations.NullMarked;
