package org.hyperprism.experiment.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.setting.HoconText;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.SettingReader;
import org.hyperprism.spark.Deployment;
import org.jspecify.annotations.Nullable;

/** Loads a configuration: defaults, then the file, then the overrides, the last one winning. */
public final class ConfigurationLoader {

  /** The section that describes several experiments. */
  public static final String SWEEP = "sweep";

  /** The section that describes a search for settings. */
  public static final String TUNE = "tune";

  private ConfigurationLoader() {}

  /**
   * Loads and checks a configuration.
   *
   * @param file a HOCON file; without one the defaults hold
   * @param overrides {@code key=value} each, the value in HOCON; later ones win
   * @throws ConfigurationException if the file cannot be read or parsed, or else with all keys that
   *     are unknown and all values that are of the wrong type or out of range, by line
   */
  public static ExperimentConfiguration load(Optional<Path> file, List<String> overrides) {
    return load(file, parseOverrides(overrides));
  }

  /**
   * The same with a layer of settings over the file.
   *
   * @param overrides as {@link #parseSetting} gives them, merged
   */
  public static ExperimentConfiguration load(Optional<Path> file, Config overrides) {
    Config given = overrides;
    if (file.isPresent()) {
      given = given.withFallback(parseFile(file.get()));
    }
    Config resolved = resolve(given);
    refuse(TUNE, resolved, "a search for settings, and one experiment");
    refuse(SWEEP, resolved, "several experiments, and one");
    return reader(resolved).read();
  }

  /**
   * Refuses a section that belongs to the command of its name.
   *
   * @param what what it describes, and what else was expected
   */
  public static void refuse(String section, Config resolved, String what) {
    @Nullable ConfigValue given = resolved.root().get(section);
    if (given != null) {
      throw Problem.report(
          List.of(
              Problem.at(
                  given.origin(),
                  "the section %s describes %s was expected here; 'hyperprism %s' runs them"
                      .formatted(section, what, section))));
    }
  }

  /** Reads one resolved configuration. */
  public static SettingReader<ExperimentConfiguration> reader(Config resolved) {
    return new SettingReader<>(
        ExperimentConfiguration.schema(), ExperimentConfiguration.PRESET, resolved);
  }

  /**
   * The configuration that {@link ConfigurationWriter#render} wrote.
   *
   * @throws ConfigurationException if the text is another
   */
  public static ExperimentConfiguration parse(String hocon) {
    Config written;
    try {
      written = HoconText.written(hocon);
      BoundedReading.check(written.root());
    } catch (ConfigException | StackOverflowError unparsable) {
      throw new ConfigurationException(
          "the settings of a run cannot be read: %s; expected those that a run writes: run the experiment anew"
              .formatted(HoconText.reason(unparsable)),
          unparsable);
    }
    return reader(written).read();
  }

  /** The layer of all overrides. */
  public static Config parseOverrides(List<String> overrides) {
    Config merged = ConfigFactory.empty();
    for (String override : overrides) {
      merged = parseOverride(override).withFallback(merged);
    }
    return merged;
  }

  /** The layer of a file. */
  public static Config parseFile(Path given) {
    Path file = ShippedFiles.locate(given);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      String found =
          Files.isDirectory(file)
              ? "is a directory"
              : Files.exists(file) ? "cannot be read" : "does not exist";
      throw new ConfigurationException(
          file
              + " "
              + found
              + "; expected a configuration file in HOCON, such as conf/base.conf"
              + (Deployment.isClusterMode()
                  ? "; in cluster mode spark-submit takes it along by --files, with the files it includes"
                  : ""));
    }
    try {
      return BoundedReading.of(file.toString(), () -> read(file));
    } catch (ConfigException unparsable) {
      throw unparsable(unparsable);
    } catch (IllegalArgumentException | StackOverflowError beyondTheParser) {
      throw new ConfigurationException(
          file
              + ": "
              + HoconText.reason(beyondTheParser)
              + "; expected HOCON, as in conf/base.conf",
          beyondTheParser);
    }
  }

  private static Config read(Path file) {
    return ExperimentConfiguration.schema()
        .expand(
            ConfigFactory.parseFile(
                file.toFile(),
                ConfigParseOptions.defaults()
                    .setAllowMissing(false)
                    .appendIncluder(new RequiredIncludes(file))));
  }

  private static Config parseOverride(String override) {
    String option = "--set " + override;
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new ConfigurationException(
          option + ": no '=' after a key; expected --set key=value, such as --set rounds=10");
    }
    return parseSetting(
        override.substring(0, equals).strip(), override.substring(equals + 1), option);
  }

  /**
   * The layer of one setting.
   *
   * @param value in HOCON
   * @param option where it was given, for messages
   */
  public static Config parseSetting(String key, String value, String option) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(option);
    List<String> path = path(key, option);
    try {
      Config parsed = HoconText.parse("value = " + value, options);
      // A comma or a line break in the value must not smuggle in a second key.
      if (parsed.root().keySet().equals(Set.of("value"))) {
        return ExperimentConfiguration.schema()
            .expand(layer(path, parsed.root().get("value"), option));
      }
    } catch (ConfigException.Generic refused) {
      throw new ConfigurationException(option + ": " + refused.getMessage(), refused);
    } catch (ConfigException unparsable) {
      throw new ConfigurationException(option + ": " + hint(key), unparsable);
    }
    throw new ConfigurationException(option + ": " + hint(key));
  }

  private static List<String> path(String key, String option) {
    try {
      return ConfigUtil.splitPath(key);
    } catch (ConfigException noPath) {
      throw new ConfigurationException(
          option
              + ": '"
              + key
              + "' cannot be the name of a setting; expected one such as rounds or train.batchSize,"
              + " 'hyperprism config' lists them all",
          noPath);
    }
  }

  /** One value, in sections that know where they come from as well as it does. */
  private static Config layer(List<String> path, @Nullable ConfigValue value, String option) {
    @Nullable Object nested = value;
    for (int i = path.size() - 1; i > 0; i--) {
      nested = ConfigValueFactory.fromMap(Collections.singletonMap(path.get(i), nested), option);
    }
    return ConfigValueFactory.fromMap(Collections.singletonMap(path.get(0), nested), option)
        .toConfig();
  }

  private static String hint(String key) {
    return "the value is not HOCON; write a list as "
        + key
        + "=[a,b], and put text with special characters in double quotes, "
        + ConfigUtil.quoteString("...")
        + ", inside quotes of the shell";
  }

  /** The merged layers without substitutions. */
  public static Config resolve(Config merged) {
    try {
      Config resolved = merged;
      if (!merged.isResolved()) {
        // As a source beside the configuration, they would have the parser lose its way in +=.
        ConfigResolveOptions options =
            ConfigResolveOptions.defaults().appendResolver(new SystemProperties());
        resolved = BoundedReading.of("the configuration", () -> merged.resolve(options));
      }
      BoundedReading.check(resolved.root());
      return ExperimentConfiguration.schema().expand(resolved);
    } catch (ConfigException unresolved) {
      throw unparsable(unresolved);
    } catch (StackOverflowError beyondTheParser) {
      throw new ConfigurationException(
          "the configuration: "
              + HoconText.reason(beyondTheParser)
              + "; expected HOCON, as in conf/base.conf",
          beyondTheParser);
    }
  }

  /** What {@code ${name}} stands for where the configuration does not say it. */
  private static final class SystemProperties implements ConfigResolver {

    @Override
    public @Nullable ConfigValue lookup(String path) {
      Config properties = ConfigFactory.systemProperties();
      return properties.hasPath(path) ? properties.getValue(path) : null;
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }

  private static ConfigurationException unparsable(ConfigException failure) {
    if (failure instanceof ConfigException.BugOrBroken) {
      return new ConfigurationException(
          "the configuration: its substitutions are too entangled for the parser of HOCON; expected fewer of them, with the values written out",
          failure);
    }
    return new ConfigurationException(
        String.valueOf(failure.getMessage()) + "; expected HOCON, as in conf/base.conf", failure);
  }
}
