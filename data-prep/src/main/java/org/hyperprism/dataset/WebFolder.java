package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The home of a data set in the web, one packed file for each file of the data set.
 *
 * @param folder address of the folder, with a slash at its end
 */
record WebFolder(URI folder) implements Source {

  @Override
  public String description() {
    return folder.toString();
  }

  @Override
  public void fetch(List<DataFile> files, Scratch scratch)
      throws IOException, InterruptedException {
    for (DataFile file : files) {
      String packed = file.name() + ".gz";
      try (Download download = new Download(folder.resolve(packed), scratch.partial())) {
        Path fetched = download.fetch();
        try {
          FileContent content = content(packed, fetched);
          file.verify(content, "the server sent something else");
          Files.write(scratch.files().resolve(file.name()), content.bytes());
        } finally {
          download.discard();
        }
      }
    }
  }

  private static FileContent content(String name, Path file) throws IOException {
    try (InputStream stored = Files.newInputStream(file)) {
      return FileContent.read(name, stored);
    }
  }
}
