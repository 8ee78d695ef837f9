package org.hyperprism.compression;

import org.hyperprism.math.MirrorMap;

/**
 * Parameters of a vector whose mean is taken in one map psi.
 *
 * @param from the first of them, >= 0
 * @param to the one behind the last
 * @param map psi
 */
public record MappedRange(int from, int to, MirrorMap map) {}
