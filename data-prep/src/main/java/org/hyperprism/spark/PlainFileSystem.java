package org.hyperprism.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The file systems that our files are written to: on this machine's disks without the {@code .crc}
 * file that Hadoop lays beside each, for our files are of use outside Hadoop too.
 *
 * <p>Hadoop's own instance has a switch for that, but the whole JVM shares it, the session of our
 * caller included. So this one is another, over the same disks.
 */
public final class PlainFileSystem {

  private PlainFileSystem() {}

  /**
   * The file system of a path.
   *
   * @param path of this machine or a URI
   */
  public static FileSystem of(Path path, Configuration hadoop) throws IOException {
    FileSystem shared = path.getFileSystem(hadoop);
    if (!(shared instanceof LocalFileSystem local)) {
      return shared;
    }
    LocalFileSystem own = new LocalFileSystem(local.getRawFileSystem());
    own.setWriteChecksum(false);
    return own;
  }
}
