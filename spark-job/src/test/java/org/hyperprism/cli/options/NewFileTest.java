package org.hyperprism.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a user names and that cannot be written: before long work, in words. */
class NewFileTest {

  @TempDir Path folder;

  @Test
  void foldersOnTheWayAreMade() throws IOException {
    Path file = folder.resolve("a/b/page.html");
    new NewFile(file, false).write(new byte[] {1, 2});
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void whatLiesInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(file.resolve("x.html"), file + " is no folder; name another place");
    assertRefused(file.resolve("a/b/x.html"), file + " is no folder; name another place");
    assertRefused(folder, "is a folder; expected the name of a file");
    assertRefused(file, "exists already");
    assertThatThrownBy(() -> NewFile.requireFolder(file.resolve("figures")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "%s cannot be written, as %s is no folder; name another place",
            file.resolve("figures"), file);
    NewFile.requireFolder(folder.resolve("a/b"));
    Path nowhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("absent"));
    assertRefused(nowhere.resolve("x.html"), nowhere + " is no folder");
  }

  @Test
  void whatFailsLaterIsSaidInTheSystemsWords() throws IOException {
    NewFile file = new NewFile(folder.resolve("later/x.html"), false);
    Files.writeString(folder.resolve("later"), "");
    assertThatThrownBy(() -> file.write(new byte[1]))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("x.html could not be written (")
        .hasMessageContaining("): check the path, the permissions and the space")
        .hasMessageNotContainingAny("java", "Exception");
    NewFile longName = new NewFile(folder.resolve("x".repeat(300) + ".html"), false);
    assertThatThrownBy(() -> longName.write(new byte[1]))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("could not be written (File name too long)");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> new NewFile(file, false))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }
}
