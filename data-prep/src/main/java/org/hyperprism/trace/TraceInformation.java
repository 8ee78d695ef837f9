package org.hyperprism.trace;

import java.util.Map;

/**
 * What a trace says of itself beside its rows.
 *
 * @param devices number of devices m
 * @param rounds number of rounds T; the last ones may have no links
 * @param origin how it was made: generator, seed and options by name, in a fixed order
 */
public record TraceInformation(int devices, int rounds, Map<String, String> origin) {}
