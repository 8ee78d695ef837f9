package org.hyperprism.dataset.table;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.dataset.DataFolder;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;

/** A folder with the files of a data set on any Hadoop file system. */
public final class HadoopFolder implements DataFolder {

  private final String folder;
  private final Configuration hadoop;

  /**
   * @param folder path or URI
   * @param hadoop names the file system and says how to reach it
   */
  public HadoopFolder(String folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  @FunctionalInterface
  private interface Question {
    boolean of(FileSystem files, Path path) throws IOException;
  }

  @Override
  public boolean exists() {
    return ask(
        folder, (files, path) -> files.exists(path) && files.getFileStatus(path).isDirectory());
  }

  @Override
  public boolean has(String name) {
    return ask(
        folder + "/" + name,
        (files, path) -> files.exists(path) && files.getFileStatus(path).isFile());
  }

  private boolean ask(String where, Question question) {
    try {
      Path path = new Path(where);
      return question.of(path.getFileSystem(hadoop), path);
    } catch (IllegalArgumentException noPath) {
      return false;
    } catch (IOException e) {
      throw new EnvironmentException(
          "the folder given for the data set, %s, cannot be looked at (%s): check the path, the permissions and spark.hadoop settings"
              .formatted(folder, FileFailure.reason(e)),
          e);
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    Path path = new Path(folder, name);
    return path.getFileSystem(hadoop).open(path);
  }

  @Override
  public String toString() {
    return folder;
  }
}
