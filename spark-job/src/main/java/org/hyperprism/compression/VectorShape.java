package org.hyperprism.compression;

import java.io.Serializable;
import java.util.List;

/**
 * The arrays that a flat vector of parameters consists of.
 *
 * @param blocks in ascending order; the first begins at 0, each where the one before it ends
 */
public record VectorShape(List<Block> blocks) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * One array of a layer, row-major.
   *
   * @param from its first parameter
   * @param rows >= 1
   * @param columns >= 1; 1 for a vector
   * @param whole whether it is always sent as it is: running statistics, of which a variance must
   *     stay positive
   */
  public record Block(int from, int rows, int columns, boolean whole) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How many parameters it has. */
    public int length() {
      return rows * columns;
    }

    /** The parameter behind its last one. */
    public int to() {
      return from + length();
    }
  }

  public VectorShape {
    blocks = List.copyOf(blocks);
    int end = 0;
    for (Block block : blocks) {
      if (block.from != end || block.rows < 1 || block.columns < 1) {
        throw new IllegalArgumentException(
            "blocks follow one another, but after %d comes %s".formatted(end, block));
      }
      end = block.to();
    }
  }

  /** The shape of a vector that is one array. */
  public static VectorShape of(int rows, int columns) {
    return new VectorShape(List.of(new Block(0, rows, columns, false)));
  }

  /** Length of the vector. */
  public int parameters() {
    return blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).to();
  }

  /** The blocks that may be compressed. */
  List<Block> compressed() {
    return blocks.stream().filter(block -> !block.whole).toList();
  }

  /** Parameters of these. */
  int compressedParameters() {
    return compressed().stream().mapToInt(Block::length).sum();
  }

  /** Bytes of what is sent as it is. */
  long wholeBytes() {
    return (long) Float.BYTES * (parameters() - compressedParameters());
  }
}
