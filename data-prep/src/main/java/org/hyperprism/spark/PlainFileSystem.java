package org.hyperprism.spark;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The file systems that our files are written to: on this machine's disks without the {@code .crc}
 * file that Hadoop lays beside each, for our files are of use outside Hadoop too.
 *
 * <p>Hadoop's own instance has a switch for that, but the whole JVM shares it, the session of our
 * caller included. So this one is another, over the same disks; and it starts no program to set the
 * permissions of a file.
 */
public final class PlainFileSystem {

  /** Hadoop reads from addresses of these, and says of each that it is there. */
  private static final Set<String> READ_ONLY = Set.of("http", "https", "har");

  private PlainFileSystem() {}

  /**
   * The file system of a path that is to be written to.
   *
   * @param path of this machine or a URI
   * @throws IOException too if that is no place to write to
   */
  public static FileSystem toWrite(Path path, Configuration hadoop) throws IOException {
    FileSystem files = of(path, hadoop);
    requireWritable(files);
    return files;
  }

  /** Throws where Hadoop can only read, whoever asks. */
  public static void requireWritable(FileSystem files) throws IOException {
    String scheme = files.getUri().getScheme();
    if (READ_ONLY.contains(scheme)) {
      throw new IOException("Hadoop reads from %s: and cannot write there".formatted(scheme));
    }
  }

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
    FileSystem raw = local.getRawFileSystem();
    boolean isHadoops = raw.getClass() == RawLocalFileSystem.class;
    LocalFileSystem own = new LocalFileSystem(isHadoops ? LocalDisks.like(raw) : raw);
    own.setWriteChecksum(false);
    return own;
  }
}
