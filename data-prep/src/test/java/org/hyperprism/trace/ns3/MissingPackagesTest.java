package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Machines that lack something, played by a search path of the test's own. */
@DisabledOnOs(OS.WINDOWS)
class MissingPackagesTest {

  private static final Ns3Options OPTIONS = Ns3Options.standard(4, 2, 1);

  @TempDir private Path programs;
  @TempDir private Path cache;

  @Test
  void withoutACompilerThePackagesAreNamed() {
    assertThatThrownBy(() -> generate(""))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "NS-3 traces need a C++ compiler, and there is no g++ on the PATH; install the"
                + " packages, such as by: apt-get install g++ libns3-dev");
    assertThat(cache.resolve("ns3")).isEmptyDirectory();
  }

  @Test
  void withoutNs3ThePackagesAreNamed() throws IOException {
    Path compiler = compiler("echo libns3-wifi.so");

    assertThatThrownBy(() -> generate(programs.toString()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "NS-3 traces need NS-3, and "
                + compiler
                + " finds no libns3-wifi.so; install the packages, such as by: apt-get install g++"
                + " libns3-dev");
  }

  @Test
  void aBuildThatFailsSaysWhatTheCompilerSaid() throws IOException {
    Path library = Files.createFile(programs.resolve("libns3-wifi.so.99"));
    compiler(
        "[ \"$1\" = -print-file-name=libns3-wifi.so ] && echo "
            + library
            + " && exit; echo world.cc:3: no such class; exit 1");

    assertThatThrownBy(() -> generate(programs.toString()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("ended with exit code 1: world.cc:3: no such class; it is written")
        .hasMessageContaining("libns3-wifi.so.99");
  }

  @Test
  void aCacheThatIsNoFolderIsNamed() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));

    assertThatThrownBy(() -> new Ns3Generator(file, "", notice -> {}).generate(OPTIONS, 0.5))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("cannot write to the cache " + file.resolve("ns3"));
  }

  private void generate(String searchPath) throws InterruptedException {
    new Ns3Generator(cache, searchPath, notice -> {}).generate(OPTIONS, 0.5).close();
  }

  private Path compiler(String script) throws IOException {
    Path compiler =
        Files.createFile(
            programs.resolve("g++"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    return Files.writeString(compiler, "#!/bin/sh\n" + script + "\n");
  }
}
