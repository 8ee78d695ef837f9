package org.hyperprism;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.documentation.Page;

/** What a {@code package-info.java} says. */
final class PackageText {

  private static final List<String> MODULES = List.of("data-prep", "spark-job");

  private static final Pattern FIRST_SENTENCE =
      Pattern.compile("/\\*\\*(.*?\\.)(?=\\s+(\\*/|\\*\\s*\\n|(\\* )?[A-Z{<]))", Pattern.DOTALL);

  private static final Pattern INLINE_TAG = Pattern.compile("\\{@(code|link) ([^}]*)}");

  private PackageText() {}

  static String whole(String name) {
    for (String module : MODULES) {
      Path file =
          Page.REPOSITORY.resolve(
              module + "/src/main/java/" + name.replace('.', '/') + "/package-info.java");
      if (Files.exists(file)) {
        return read(file);
      }
    }
    throw new AssertionError("package " + name + " has no package-info.java");
  }

  /** As Markdown, without its full stop. */
  static String firstSentence(String name) {
    String text = whole(name);
    Matcher sentence = FIRST_SENTENCE.matcher(text);
    if (!sentence.find()) {
      throw new AssertionError("no sentence in " + text);
    }
    String words = sentence.group(1).replaceAll("\\s+\\* ?", " ").strip().replaceAll("\\.$", "");
    return INLINE_TAG.matcher(words.replaceAll("\\s+", " ")).replaceAll("`$2`");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
