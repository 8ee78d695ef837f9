package org.hyperprism.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The home of a data set in the web, one packed tar archive that holds all its files.
 *
 * @param archive address of the {@code .tar.gz} file
 * @param folder where the files lie in the archive, with a slash at its end
 */
record WebArchive(URI archive, String folder) implements Source {

  @Override
  public String description() {
    return archive.toString();
  }

  @Override
  public void fetch(List<DataFile> files, Scratch scratch)
      throws IOException, InterruptedException {
    try (Download download = new Download(archive, scratch.partial())) {
      Path fetched = download.fetch();
      try {
        TarArchive.unpack(fetched, folder, files, scratch.files());
        for (DataFile file : files) {
          FileContent content = FileContent.read(scratch.files().resolve(file.name()));
          file.verify(content, "the server sent something else");
        }
      } finally {
        download.discard();
      }
    }
  }
}
