package org.hyperprism.engine.block;

import java.io.Serializable;

/**
 * Devices 0..m-1 cut into consecutive blocks of nearly equal size.
 *
 * @param devices number of devices m, >= 1
 * @param blocks number of blocks, 1..m
 */
public record BlockLayout(int devices, int blocks) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Checks that there are blocks, and no more of them than devices. */
  public BlockLayout {
    if (blocks < 1 || blocks > devices) {
      throw new IllegalArgumentException(
          "%d devices are cut into 1 to %d blocks, not %d".formatted(devices, devices, blocks));
    }
  }

  /** At most one block per device. */
  public static BlockLayout of(int devices, int wantedBlocks) {
    return new BlockLayout(devices, Math.max(1, Math.min(devices, wantedBlocks)));
  }

  /** The first device of a block. */
  public int first(int block) {
    return (int) ((long) block * devices / blocks);
  }

  /** The device behind the last one of a block. */
  public int end(int block) {
    return first(block + 1);
  }

  /** Devices of a block. */
  public int size(int block) {
    return end(block) - first(block);
  }

  /** The block of a device. */
  public int blockOf(int device) {
    int block = (int) ((long) device * blocks / devices);
    while (end(block) <= device) {
      block++;
    }
    while (first(block) > device) {
      block--;
    }
    return block;
  }
}
