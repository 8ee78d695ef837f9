package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes chosen files out of a packed tar archive. Everything else in the archive is passed over, so
 * that no name in it can lead out of the target folder.
 */
final class TarArchive {

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
        TarArchiveInputStream in =
            new TarArchiveInputStream(
                new GZIPInputStream(stored, 1 << 16), StandardCharsets.UTF_8.name())) {
      while (!wanted.isEmpty()) {
        TarArchiveEntry entry = next(in);
        if (entry == null) {
          throw new IOException("the archive lacks " + new TreeSet<>(wanted.keySet()));
        }
        Path destination = entry.isFile() ? wanted.remove(entry.getName()) : null;
        if (destination != null) {
          Files.copy(in, destination, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream in) throws IOException {
    try {
      return in.getNextTarEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("the archive is damaged: " + e.getMessage(), e);
    }
  }
}
