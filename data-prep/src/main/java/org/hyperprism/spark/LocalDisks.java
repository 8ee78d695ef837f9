package org.hyperprism.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * This machine's disks, on which this process sets the permissions of what it makes. Hadoop, where
 * its native library is not, starts a program for each file and each folder.
 */
final class LocalDisks extends RawLocalFileSystem {

  private LocalDisks() {}

  /** The same disks as Hadoop's own instance has, set up as that one is. */
  static LocalDisks like(FileSystem raw) throws IOException {
    LocalDisks disks = new LocalDisks();
    disks.initialize(raw.getUri(), raw.getConf());
    disks.setWorkingDirectory(raw.getWorkingDirectory());
    return disks;
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    PosixFileAttributeView attributes =
        Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
    if (attributes == null || permission.getStickyBit()) {
      super.setPermission(path, permission);
      return;
    }
    attributes.setPermissions(
        PosixFilePermissions.fromString(
            permission.getUserAction().SYMBOL
                + permission.getGroupAction().SYMBOL
                + permission.getOtherAction().SYMBOL));
  }
}
