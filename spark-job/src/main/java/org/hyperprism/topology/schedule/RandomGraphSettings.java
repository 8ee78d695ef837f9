package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.hyperprism.setting.Inline;

/**
 * The settings of kinds of links that draw a graph of a given density again and again: {@link
 * RandomDensity}, {@link ErdosRenyi} and {@link RandomGeometric}.
 *
 * @param density share of all pairs of devices that are linked
 * @param redraw how long a drawing holds
 */
public record RandomGraphSettings(@Inline LinkDensity density, @Inline Redraw redraw)
    implements Serializable {}
