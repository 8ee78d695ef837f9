package org.hyperprism.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries whose holes a page judges are those that are there, each in all its versions. */
class KnownHolesTest {

  private static final Path PAGE = Page.REPOSITORY.resolve("spark-job/docs/supply-chain.md");

  /** Such as {@code | `group:artifact` | 1.0, 2.0 |}. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`:]+:[^`:]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

  private static final Pattern INNER =
      Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

  /** What lies inside these is theirs to judge. */
  private static final Pattern OF_A_CLUSTER = Pattern.compile("[/\\\\](spark|hadoop)-[^/\\\\]+$");

  @Test
  void everyVersionOnTheClassPathIsJudged() throws IOException {
    Map<String, Set<String>> judged = new HashMap<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> judged.put(row.group(1), new TreeSet<>(List.of(row.group(2).split(", ")))));
    assertThat(judged).hasSizeGreaterThan(15);

    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> place.endsWith(".jar"))
            .toList();
    Map<String, Set<String>> found = new HashMap<>();
    judged.keySet().forEach(library -> found.put(library, ofRepository(library, jars)));
    for (Properties inner : inner(jars.stream().filter(jar -> !OF_A_CLUSTER.matcher(jar).find()))) {
      String library = inner.getProperty("groupId") + ":" + inner.getProperty("artifactId");
      found.computeIfPresent(
          library,
          (same, versions) -> {
            versions.add(inner.getProperty("version"));
            return versions;
          });
    }
    assertThat(found).isEqualTo(judged);
  }

  /** By the folders of Maven's repository, where some jars alone have their versions. */
  private static Set<String> ofRepository(String library, List<String> jars) {
    String[] names = library.split(":");
    Pattern path =
        Pattern.compile(
            "/%s/%s/([^/]+)/[^/]+"
                .formatted(Pattern.quote(names[0].replace('.', '/')), Pattern.quote(names[1])));
    Set<String> versions = new TreeSet<>();
    for (String jar : jars) {
      Matcher matcher = path.matcher(jar.replace(File.separatorChar, '/'));
      if (matcher.find()) {
        versions.add(matcher.group(1));
      }
    }
    return versions;
  }

  /** What jars say of themselves, and of those that were put into them. */
  private static List<Properties> inner(Stream<String> jars) throws IOException {
    List<Properties> all = new ArrayList<>();
    for (String jar : jars.toList()) {
      try (JarFile file = new JarFile(jar)) {
        for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
          if (INNER.matcher(entry.getName()).matches()) {
            Properties properties = new Properties();
            try (InputStream stream = file.getInputStream(entry)) {
              properties.load(stream);
            }
            all.add(properties);
          }
        }
      }
    }
    return all;
  }
}
