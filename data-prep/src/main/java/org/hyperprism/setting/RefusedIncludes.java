package org.hyperprism.setting;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;

/** Opens nothing that a text includes, in whichever of the ways HOCON has for it. */
final class RefusedIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    throw refused(name);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    throw refused("the file " + file);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL address) {
    throw refused("the address " + address);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String name) {
    throw refused(name + " of the class path");
  }

  private static ConfigException refused(String included) {
    return new ConfigException.Generic(
        "it includes %s, which is not opened: expected the values themselves".formatted(included));
  }
}
