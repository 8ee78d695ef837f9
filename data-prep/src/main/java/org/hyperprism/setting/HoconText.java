package org.hyperprism.setting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;

/**
 * HOCON that is a text alone, such as what a run has written: whoever sent it has no say in which
 * other files and addresses are opened.
 */
public final class HoconText {

  private HoconText() {}

  /**
   * Parses a text.
   *
   * @throws ConfigException if it is no HOCON; a {@link ConfigException.Generic} says what the
   *     parser does not put into words, or what the text includes
   */
  public static Config parse(String text, ConfigParseOptions options) {
    try {
      return ConfigFactory.parseString(text, options.setIncluder(new RefusedIncludes()));
    } catch (IllegalArgumentException | StackOverflowError beyondTheParser) {
      throw new ConfigException.Generic(reason(beyondTheParser), beyondTheParser);
    }
  }

  /**
   * Parses a text that a program has written, whose values stand there themselves.
   *
   * @throws ConfigException as {@link #parse}, and if a value stands elsewhere
   */
  public static Config written(String text) {
    Config parsed = parse(text, ConfigParseOptions.defaults());
    if (!parsed.isResolved()) {
      throw new ConfigException.Generic(
          "it has substitutions such as ${name}, and no program writes any");
    }
    return parsed;
  }

  /** Why a text cannot be read, in words where the parser of HOCON has none of its own. */
  public static String reason(Throwable refusal) {
    if (refusal instanceof StackOverflowError) {
      return "its brackets are nested too deeply";
    }
    return refusal instanceof ConfigException
        ? String.valueOf(refusal.getMessage())
        : "an escape in a text stands for no character (" + refusal.getMessage() + ")";
  }
}
