package org.hyperprism.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Takes chosen files out of a packed tar archive (POSIX ustar: 512-byte headers, then the content
 * padded to a multiple of 512 bytes). Everything else in the archive is passed over, so that no
 * name in it can lead out of the target folder.
 */
final class TarArchive {

  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_LENGTH = 12;

  private TarArchive() {}

  /**
   * @param archive a {@code .tar.gz} file
   * @param folder where the files lie in the archive, with a slash at its end
   * @param target receives the files
   * @throws IOException if the archive is damaged or lacks a file
   */
  static void unpack(Path archive, String folder, List<DataFile> files, Path target)
      throws IOException {
    Map<String, Path> wanted = new HashMap<>();
    files.forEach(file -> wanted.put(folder + file.name(), target.resolve(file.name())));
    try (InputStream stored = Files.newInputStream(archive);
        InputStream in = new BufferedInputStream(new GZIPInputStream(stored, 1 << 16), 1 << 16)) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0 && !wanted.isEmpty()) {
        long size = size(header);
        Path destination = wanted.remove(name(header));
        if (destination != null) {
          copy(in, destination, size);
        } else {
          in.skipNBytes(size);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        header = in.readNBytes(BLOCK);
      }
    }
    if (!wanted.isEmpty()) {
      throw new IOException("the archive lacks " + new TreeSet<>(wanted.keySet()));
    }
  }

  private static String name(byte[] header) {
    int length = 0;
    while (length < NAME_LENGTH && header[length] != 0) {
      length++;
    }
    return new String(header, 0, length, StandardCharsets.UTF_8);
  }

  /** The size field: octal digits, ended by a space or a zero byte. */
  private static long size(byte[] header) throws IOException {
    String digits =
        new String(header, SIZE_OFFSET, SIZE_LENGTH, StandardCharsets.ISO_8859_1)
            .replace('\0', ' ')
            .strip();
    try {
      return Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive is damaged: a file's size reads " + digits, e);
    }
  }

  private static void copy(InputStream in, Path destination, long size) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = size;
    try (OutputStream out = Files.newOutputStream(destination)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the archive is cut short");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
