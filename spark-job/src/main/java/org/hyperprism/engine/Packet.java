package org.hyperprism.engine;

/**
 * What devices of one block send to another, each device once, with the links it travels on.
 *
 * @param edges directed links in ascending (source, destination)
 * @param row for each link, which row of {@code vectors} and {@code numbers} is its source's
 * @param vectors for each sent vector float[rows][parameters], row-major; may hold rows that no
 *     link names
 * @param numbers float[rows][stride] private numbers, row-major, of which the first are sent
 * @param stride private numbers per row, sent or not
 */
record Packet(EdgeBlock.Edges edges, int[] row, float[][] vectors, float[] numbers, int stride) {

  /** The lowest sending device; packets are read in its order. */
  int firstSource() {
    return edges.source()[0];
  }
}
