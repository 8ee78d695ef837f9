package org.hyperprism.engine;

/**
 * Models on their way from one block to another, each once, with the links they travel on.
 *
 * @param edges directed links in ascending (source, destination)
 * @param row for each link, which row of {@code models} is its source's model
 * @param models float[rows][parameters], row-major; may hold rows that no link names
 */
record Packet(EdgeBlock.Edges edges, int[] row, float[] models) {

  /** The lowest sending device; packets are read in its order. */
  int firstSource() {
    return edges.source()[0];
  }
}
