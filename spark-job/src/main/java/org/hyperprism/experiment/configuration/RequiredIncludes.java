package org.hyperprism.experiment.configuration;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.hyperprism.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Insists on every included file. HOCON lets a missing one pass in silence, and a misspelt name
 * would run another experiment than the one meant. Files alone are read: a server may never answer,
 * and a device never end.
 */
final class RequiredIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  /** Files that include others twice each multiply. */
  private static final int MOST_FILES = 1_000;

  private final Path top;

  /** The files that are being read, each of which includes the next. */
  private final Deque<Path> open = new ArrayDeque<>();

  private int files;

  /**
   * @param top the file that the user named, for messages
   */
  RequiredIncludes(Path top) {
    this.top = top;
    open.add(top.toAbsolutePath().normalize());
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    @Nullable ConfigParseable included = context.relativeTo(name);
    if (included == null) {
      // The file that includes it was named without a folder: both lie in the working directory.
      return includeFile(context, new File(name));
    }
    @Nullable String sibling = included.origin().filename();
    return sibling == null ? shipped(context, name) : includeFile(context, new File(sibling));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    return file.exists()
        ? read(context, file.toPath(), file.toString())
        : shipped(context, file.toString());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL address) {
    if (address.getProtocol().equals("file")) {
      try {
        return includeFile(context, new File(address.toURI()));
      } catch (URISyntaxException | IllegalArgumentException notOfThisMachine) {
        throw missing(address.toString());
      }
    }
    throw new ConfigurationException(
        "%s: includes the address %s, and only files are read; expected a copy of it as a file"
            .formatted(top, address));
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String name) {
    try {
      return ConfigFactory.parseResources(name, required(context)).root();
    } catch (ConfigException.IO absent) {
      throw missing(name);
    }
  }

  /** In cluster mode it lies beside the others, whatever folder it came from. */
  private ConfigObject shipped(ConfigIncludeContext context, String name) {
    return read(context, ShippedFiles.named(Path.of(name)).orElseThrow(() -> missing(name)), name);
  }

  private ConfigObject read(ConfigIncludeContext context, Path file, String name) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw missing(name);
    }
    Path place = file.toAbsolutePath().normalize();
    if (open.contains(place)) {
      throw new ConfigurationException(
          "%s: the included file %s includes itself (%s); expected files that do not include each other"
              .formatted(
                  top,
                  name,
                  open.stream()
                      .dropWhile(outer -> !outer.equals(place))
                      .map(outer -> outer.getFileName() + " > ")
                      .collect(Collectors.joining("", "", String.valueOf(place.getFileName())))));
    }
    files++;
    if (files > MOST_FILES) {
      throw new ConfigurationException(
          "%s: more than %d files are included, %s for one time and again; expected fewer"
              .formatted(top, MOST_FILES, name));
    }
    open.addLast(place);
    try {
      return ConfigFactory.parseFile(file.toFile(), required(context)).root();
    } finally {
      open.removeLast();
    }
  }

  private ConfigurationException missing(String name) {
    return new ConfigurationException(
        top
            + ": the included file "
            + name
            + " cannot be read; expected its full name, beside the file that includes it");
  }

  private static ConfigParseOptions required(ConfigIncludeContext context) {
    return context.parseOptions().setAllowMissing(false);
  }
}
