package org.hyperprism.engine;

/**
 * The CRC-32 of two byte strings, one behind the other, from the CRC-32 of each: so every device's
 * checksum is computed where the device is, and only the checksums travel.
 *
 * <p>Appending n zero bytes to a string is a linear map of its CRC over GF(2); the map for one zero
 * bit, squared again and again, gives the map for n bytes.
 */
final class Crc32Combination {

  /** The CRC-32 polynomial, bits reversed. */
  private static final int POLYNOMIAL = 0xedb88320;

  private Crc32Combination() {}

  /**
   * @param first CRC-32 of the first string
   * @param second CRC-32 of the second string
   * @param secondLength length of the second string in bytes, >= 0
   */
  static long combine(long first, long second, long secondLength) {
    int[] map = oneZeroBit();
    long bits = Math.multiplyExact(8, secondLength);
    int crc = (int) first;
    while (bits != 0) {
      if ((bits & 1) != 0) {
        crc = apply(map, crc);
      }
      map = square(map);
      bits >>>= 1;
    }
    return Integer.toUnsignedLong(crc ^ (int) second);
  }

  /** Column i is the image of bit i. */
  private static int[] oneZeroBit() {
    int[] map = new int[32];
    map[0] = POLYNOMIAL;
    for (int i = 1; i < 32; i++) {
      map[i] = 1 << (i - 1);
    }
    return map;
  }

  private static int[] square(int[] map) {
    int[] square = new int[32];
    for (int i = 0; i < 32; i++) {
      square[i] = apply(map, map[i]);
    }
    return square;
  }

  private static int apply(int[] map, int bits) {
    int image = 0;
    for (int i = 0; i < 32; i++) {
      if ((bits & (1 << i)) != 0) {
        image ^= map[i];
      }
    }
    return image;
  }
}
