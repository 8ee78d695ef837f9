package org.hyperprism.results;

import java.util.List;

/** Which settings have a say in the results of a run. */
public final class ResultSettings {

  /**
   * What the keys begin with that say where and how a result is computed, and what is kept of it or
   * told about it, but change not one of its bits.
   */
  private static final List<String> WITHOUT_A_SAY =
      List.of(
          "engine.",
          "data.cache",
          "keepModels",
          "keepBestModels",
          "evaluate.centralised",
          "tracking.");

  /** Of those, what the rounds before have had their part in: it stays when a run is resumed. */
  private static final List<String> BEGUN = List.of("keepBestModels");

  private ResultSettings() {}

  /**
   * Whether a setting has a say.
   *
   * @param setting its key, or a line that begins with it
   */
  public static boolean haveASay(String setting) {
    return WITHOUT_A_SAY.stream().noneMatch(setting::startsWith);
  }

  /**
   * Whether a run that is resumed must have a setting as it was begun.
   *
   * @param setting its key, or a line that begins with it
   */
  public static boolean stay(String setting) {
    return haveASay(setting) || BEGUN.stream().anyMatch(setting::startsWith);
  }
}
