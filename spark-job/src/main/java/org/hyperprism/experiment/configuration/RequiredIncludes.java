package org.hyperprism.experiment.configuration;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.nio.file.Path;
import org.hyperprism.failure.ConfigurationException;

/**
 * Insists on every included file. HOCON lets a missing one pass in silence, and a misspelt name
 * would run another experiment than the one meant.
 */
final class RequiredIncludes implements ConfigIncluder, ConfigIncluderFile {

  private final Path top;

  /**
   * @param top the file that the user named, for messages
   */
  RequiredIncludes(Path top) {
    this.top = top;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    ConfigParseable included = context.relativeTo(name);
    if (included == null) {
      // The file that includes it was named without a folder: both lie in the working directory.
      return includeFile(context, new File(name));
    }
    try {
      return included.parse(required(context));
    } catch (ConfigException.IO absent) {
      return shipped(context, name);
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    try {
      return ConfigFactory.parseFile(file, required(context)).root();
    } catch (ConfigException.IO absent) {
      return shipped(context, file.toString());
    }
  }

  /** In cluster mode it lies beside the others, whatever folder it came from. */
  private ConfigObject shipped(ConfigIncludeContext context, String name) {
    Path copy = ShippedFiles.named(Path.of(name)).orElseThrow(() -> missing(name));
    return ConfigFactory.parseFile(copy.toFile(), required(context)).root();
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
