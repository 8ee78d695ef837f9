package org.hyperprism.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.program.Program;

/**
 * A package of Debian, fetched by apt and unpacked, not installed.
 *
 * @param name name of the package
 * @param folder where the files, packed or not, lie in the package
 */
record DebianPackage(String name, String folder) implements Source {

  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public String description() {
    return "Debian package " + name;
  }

  @Override
  public void fetch(List<DataFile> files, Scratch scratch)
      throws IOException, InterruptedException {
    Program.run(List.of("apt-get", "download", name), scratch.work(), LIMIT);
    Optional<Path> archive;
    try (Stream<Path> fetched = Files.list(scratch.work())) {
      archive = fetched.filter(path -> path.toString().endsWith(".deb")).findFirst();
    }
    if (archive.isEmpty()) {
      throw new IOException("apt-get download left no package");
    }
    Path unpacked = Files.createDirectory(scratch.work().resolve("unpacked"));
    Program.run(
        List.of("dpkg-deb", "-x", archive.get().toString(), unpacked.toString()),
        scratch.work(),
        LIMIT);
    for (DataFile file : files) {
      DataFolder found = DataFolder.of(unpacked.resolve(folder));
      String name =
          file.find(found)
              .orElseThrow(() -> new IOException("the package does not hold " + file.name()));
      Files.write(scratch.files().resolve(file.name()), FileContent.read(found, name).bytes());
    }
  }
}
