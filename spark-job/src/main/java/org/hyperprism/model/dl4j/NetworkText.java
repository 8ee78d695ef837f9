package org.hyperprism.model.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.hyperprism.failure.ConfigurationException;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Reads the text of a MultiLayerConfiguration, and sees to it that all of it was understood.
 *
 * <p>Deeplearning4j passes over fields that it does not know. So what it read is written again and
 * compared with what was given.
 */
final class NetworkText {

  private static final String EXPECTED =
      "expected what Deeplearning4j's MultiLayerConfiguration.toJson() writes";

  /** Levels of brackets; Deeplearning4j writes fewer than ten. */
  private static final int MOST_LEVELS = 100;

  private static final Pattern OURS = Pattern.compile("org\\.(deeplearning4j|nd4j)(\\.[\\w$]+)+");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private NetworkText() {}

  /**
   * The configuration in a text.
   *
   * @param model name in messages
   * @throws ConfigurationException if the text is no such configuration, or has fields that
   *     Deeplearning4j does not take as they are
   */
  static MultiLayerConfiguration parse(String model, String text) {
    // Editors of Windows begin a file with a byte order mark.
    return parseJson(model, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static MultiLayerConfiguration parseJson(String model, String text) {
    JsonNode given;
    try {
      checkDepth(model, text);
      given = JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new ConfigurationException(
          "model %s, line %d, column %d: not JSON (%s); %s"
              .formatted(
                  model,
                  malformed.getLocation().getLineNr(),
                  malformed.getLocation().getColumnNr(),
                  malformed.getOriginalMessage(),
                  EXPECTED),
          malformed);
    }
    if (!given.path("confs").isArray()) {
      String found =
          given.has("vertices")
              ? "this is a ComputationGraphConfiguration, and only rows of layers can be trained here"
              : "there is no list confs";
      throw new ConfigurationException("model %s: %s; %s".formatted(model, found, EXPECTED));
    }
    checkClasses(model, given);
    MultiLayerConfiguration read;
    JsonNode understood;
    try {
      read = MultiLayerConfiguration.fromJson(text);
      mendBatchNormalisation(read, given);
      understood = JSON.readTree(read.toJson());
    } catch (RuntimeException | JsonProcessingException refused) {
      throw new ConfigurationException(
          "model %s: Deeplearning4j 1.0.0-M2.1 cannot read it as a MultiLayerConfiguration: %s"
              .formatted(model, reason(refused)),
          refused);
    }
    difference(given, understood, "")
        .ifPresent(
            difference -> {
              throw new ConfigurationException(
                  "model %s: %s; remove it or mend it, or write the file anew with Deeplearning4j 1.0.0-M2.1"
                      .formatted(model, difference));
            });
    return read;
  }

  /** What reads a tree of values calls itself for each level. */
  private static void checkDepth(String model, String text) throws JsonProcessingException {
    int depth = 0;
    try (JsonParser parser = JSON.getFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > MOST_LEVELS) {
          throw new ConfigurationException(
              "model %s, line %d: its brackets are nested too deeply, expected at most %d levels; %s"
                  .formatted(model, parser.getTokenLocation().getLineNr(), MOST_LEVELS, EXPECTED));
        }
      }
    } catch (JsonProcessingException malformed) {
      throw malformed;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * A class that a text names is loaded, and its static initialisers run, before it is found to be
   * none of a network. Jackson takes a name out of a field {@code @class}, or out of the first
   * element of an array in the place of an object.
   */
  private static void checkClasses(String model, JsonNode given) {
    if (given.isObject() && given.has("@class")) {
      checkClass(model, "@class", given.path("@class").asText());
    }
    if (given.isArray() && given.path(0).isTextual() && isNameOfAClass(given.path(0).asText())) {
      checkClass(model, "the first element of an array", given.path(0).asText());
    }
    given.forEach(inside -> checkClasses(model, inside));
  }

  /** Lists of texts hold names of parameters, such as {@code W} and {@code b}. */
  private static boolean isNameOfAClass(String text) {
    return !text.matches("[A-Za-z0-9_]*");
  }

  private static void checkClass(String model, String where, String name) {
    // A name may have parameters between < and >, which are classes too.
    if (!OURS.matcher(name).matches()) {
      throw new ConfigurationException(
          "model %s: %s is %s; expected a class of Deeplearning4j or ND4J; %s"
              .formatted(model, where, name, EXPECTED));
    }
  }

  /** Deeplearning4j 1.0.0-M2.1 reads every {@code useLogStd} as true. */
  private static void mendBatchNormalisation(MultiLayerConfiguration read, JsonNode given) {
    for (int i = 0; i < read.getConfs().size(); i++) {
      JsonNode useLogStd = given.path("confs").path(i).path("layer").path("useLogStd");
      if (useLogStd.isBoolean()
          && read.getConf(i).getLayer() instanceof BatchNormalization normalisation) {
        normalisation.setUseLogStd(useLogStd.booleanValue());
      }
    }
  }

  /** The first thing given that was not understood as it was given. */
  private static Optional<String> difference(JsonNode given, JsonNode understood, String path) {
    boolean absent = understood.isNull() || understood.isMissingNode();
    if (given.isNull() && absent) {
      return Optional.empty();
    }
    if (given.isObject() && understood.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = given.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        Optional<String> inside =
            difference(
                field.getValue(),
                understood.path(field.getKey()),
                path.isEmpty() ? field.getKey() : path + "." + field.getKey());
        if (inside.isPresent()) {
          return inside;
        }
      }
      return Optional.empty();
    }
    if (given.isArray() && understood.isArray() && given.size() == understood.size()) {
      for (int i = 0; i < given.size(); i++) {
        Optional<String> inside =
            difference(given.path(i), understood.path(i), "%s[%d]".formatted(path, i));
        if (inside.isPresent()) {
          return inside;
        }
      }
      return Optional.empty();
    }
    boolean numbers = given.isNumber() && understood.isNumber();
    boolean same =
        numbers ? given.doubleValue() == understood.doubleValue() : given.equals(understood);
    if (same) {
      return Optional.empty();
    }
    return Optional.of(
        understood.isMissingNode()
            ? "Deeplearning4j knows no field %s".formatted(path)
            : "%s is %s, which Deeplearning4j takes as %s".formatted(path, given, understood));
  }

  /** The first line of the innermost cause that says anything. */
  static String reason(Throwable failure) {
    String message = failure.toString();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        message = cause.getMessage();
      }
    }
    return message.lines().findFirst().orElse(message);
  }
}
