package org.hyperprism.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** What every page begins and ends with: its style and its script are in it. */
final class PageFiles {

  private PageFiles() {}

  /**
   * A page up to the beginning of its body, which runs {@link #end}'s script alone and asks for
   * nothing.
   */
  static Html begun(String title) {
    String style = text("report.css");
    return new Html()
        .add("<!DOCTYPE html>")
        .add("<html lang=\"en\">")
        .add("<head>")
        .add("<meta charset=\"utf-8\">")
        .add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .add("<meta name=\"color-scheme\" content=\"light dark\">")
        .add(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"
                + " img-src data:; style-src &#39;%s&#39;; script-src &#39;%s&#39;\">",
            sourceHash(style), sourceHash(text("report.js")))
        .add("<link rel=\"icon\" href=\"data:,\">")
        .add("<title>%s</title>", title)
        .addRaw("<style>" + style + "</style>\n")
        .add("</head>")
        .add("<body>");
  }

  /** Adds the script, which looks at what stands before it, and the end of the page. */
  static String end(Html page) {
    return page.addRaw("<script>" + text("report.js") + "</script>\n")
        .add("</body>")
        .add("</html>")
        .toString();
  }

  private static String text(String name) {
    try (InputStream stream =
        Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a content security policy knows a script or a style by; any other one is not run. */
  private static String sourceHash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
