package org.hyperprism.dataset;

/**
 * The CRC-32 of byte strings, one behind the other, from the CRC-32 of each: so a checksum is
 * computed where the bytes are, in any order, and only checksums travel.
 *
 * <p>Appending n zero bytes to a string is a linear map of its CRC over GF(2); the map for one zero
 * bit, squared again and again, gives the map for n bytes.
 */
public final class Crc32Combination {

  /** The CRC-32 polynomial, bits reversed. */
  private static final int POLYNOMIAL = 0xedb88320;

  /** The map for 2^i zero bits at index i; column j of a map is the image of bit j. */
  private static final int[][] ZERO_BITS = zeroBits();

  private Crc32Combination() {}

  /**
   * The CRC-32 of two strings, one behind the other.
   *
   * @param first CRC-32 of the first string
   * @param second CRC-32 of the second string
   * @param secondLength length of the second string in bytes, >= 0
   */
  public static long combine(long first, long second, long secondLength) {
    return share(first, secondLength) ^ second;
  }

  /**
   * What a piece of a string has in the CRC-32 of the whole, which is the exclusive or of the
   * shares of its pieces.
   *
   * @param piece CRC-32 of the piece
   * @param behind bytes of the string that follow the piece, >= 0
   */
  public static long share(long piece, long behind) {
    int crc = (int) piece;
    long bits = Math.multiplyExact(8, behind);
    for (int power = 0; bits != 0; power++) {
      if ((bits & 1) != 0) {
        crc = apply(ZERO_BITS[power], crc);
      }
      bits >>>= 1;
    }
    return Integer.toUnsignedLong(crc);
  }

  private static int[][] zeroBits() {
    int[][] maps = new int[Long.SIZE][];
    int[] one = new int[32];
    one[0] = POLYNOMIAL;
    for (int i = 1; i < 32; i++) {
      one[i] = 1 << (i - 1);
    }
    maps[0] = one;
    for (int power = 1; power < maps.length; power++) {
      maps[power] = square(maps[power - 1]);
    }
    return maps;
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
