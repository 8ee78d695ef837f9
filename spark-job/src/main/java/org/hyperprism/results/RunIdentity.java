package org.hyperprism.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hyperprism.spark.Deployment;

/**
 * Which run a directory or a checkpoint belongs to, and on which data: part of {@code
 * environment.json} and {@code summary.json}, and of every checkpoint.
 *
 * @param run drawn when the run begins and kept when it is resumed; no result depends on it
 * @param data CRC-32 of all samples, eight hexadecimal digits; empty of a sweep
 * @param links CRC-32 of a trace's links, likewise; empty where links follow from the settings
 * @param start CRC-32 of the models that the devices began with, likewise; empty where they were
 *     drawn
 * @param tables CRC-32 of the tables of devices that settings name, likewise; empty where there are
 *     none
 * @param application the cluster's name for the application that began it; empty where there is
 *     none
 */
public record RunIdentity(
    String run, String data, String links, String start, String tables, String application) {

  private static final String RUN = "run";
  private static final String DATA = "data_crc32";
  private static final String LINKS = "links_crc32";
  private static final String START = "start_crc32";
  private static final String TABLES = "tables_crc32";
  private static final String APPLICATION = "application";

  /**
   * That of a run that begins.
   *
   * @param data CRC-32 of all samples
   * @param links CRC-32 of a trace's links; empty if there is none
   * @param start CRC-32 of the models that the devices begin with; empty if they are drawn
   * @param tables CRC-32 of the tables of devices; empty if there are none
   */
  public static RunIdentity begin(String data, String links, String start, String tables) {
    return new RunIdentity(
        UUID.randomUUID().toString(),
        data,
        links,
        start,
        tables,
        Deployment.application().orElse(""));
  }

  /** A CRC-32 as it is told everywhere: eight hexadecimal digits. */
  public static String hexadecimal(long crc32) {
    return "%08x".formatted(crc32);
  }

  /** The same run, carried on by this application. */
  public RunIdentity resumed() {
    return new RunIdentity(run, data, links, start, tables, Deployment.application().orElse(""));
  }

  /** That of the run in a directory; empty if none was begun there by a version that has them. */
  public static Optional<RunIdentity> of(RunDirectory directory) {
    return directory.read(RunDirectory.ENVIRONMENT).flatMap(RunIdentity::parse);
  }

  private static Optional<RunIdentity> parse(String json) {
    try {
      JsonNode environment = new ObjectMapper().readTree(json);
      String run = environment.path(RUN).asText();
      return run.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new RunIdentity(
                  run,
                  environment.path(DATA).asText(),
                  environment.path(LINKS).asText(),
                  environment.path(START).asText(),
                  environment.path(TABLES).asText(),
                  environment.path(APPLICATION).asText()));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** Adds it to what {@code environment.json} says. */
  public void addTo(Map<String, String> environment) {
    environment.put(RUN, run);
    if (!data.isEmpty()) {
      environment.put(DATA, data);
    }
    if (!links.isEmpty()) {
      environment.put(LINKS, links);
    }
    if (!start.isEmpty()) {
      environment.put(START, start);
    }
    if (!tables.isEmpty()) {
      environment.put(TABLES, tables);
    }
    if (!application.isEmpty()) {
      environment.put(APPLICATION, application);
    }
  }

  /** Whether an earlier attempt of this very application began the run. */
  public boolean isOfThisApplication() {
    return !application.isEmpty() && Deployment.application().equals(Optional.of(application));
  }
}
