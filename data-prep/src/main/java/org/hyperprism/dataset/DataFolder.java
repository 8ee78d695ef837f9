package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with the files of a data set, wherever it is; its text is the path as messages show it.
 */
public interface DataFolder {

  /** Whether it is there, and a folder. */
  boolean exists();

  /** Whether it has a file of this name. */
  boolean has(String name);

  /** Opens a file of it. */
  InputStream open(String name) throws IOException;

  /** A folder of this machine. */
  static DataFolder of(Path folder) {
    return new Local(folder);
  }

  /** See {@link #of}. */
  record Local(Path folder) implements DataFolder {

    @Override
    public boolean exists() {
      return Files.isDirectory(folder);
    }

    @Override
    public boolean has(String name) {
      return Files.isRegularFile(folder.resolve(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
      return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public String toString() {
      return folder.toString();
    }
  }
}
