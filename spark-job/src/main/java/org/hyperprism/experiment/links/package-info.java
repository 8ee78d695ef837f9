/**
 * The links of an experiment: from the settings below {@code links} to a schedule, a trace, and
 * what one can see of them.
 *
 * <pre>{@code
 * ExperimentConfiguration configuration =
 *     ConfigurationLoader.load(Optional.empty(), List.of("links.kind=mobility", "devices=20"));
 * LinkSchedule links = LinkSchedules.of(configuration);
 * TraceSource trace = new ScheduleTrace(links, 100, Map.of("kind", "mobility"));
 * }</pre>
 *
 * <p>What may come in: what turns an experiment's settings into links or shows them. Kinds of links
 * are classes of {@code topology.schedule}, and none is named here.
 */
@NullMarked
package org.hyperprism.experiment.links;

import org.jspecify.annotations.NullMarked;
