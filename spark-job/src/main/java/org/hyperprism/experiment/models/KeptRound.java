package org.hyperprism.experiment.models;

import org.hyperprism.results.RunDirectory;

/** After which of its rounds a run keeps models. */
public enum KeptRound {
  /** The last one. */
  FINAL(RunDirectory.MODELS, "keepModels", "models"),
  /** The evaluated one with the highest mean accuracy, the first of equal ones. */
  BEST(RunDirectory.BEST_MODELS, "keepBestModels", "models of its best round");

  private final String folder;
  private final String setting;
  private final String words;

  KeptRound(String folder, String setting, String words) {
    this.folder = folder;
    this.setting = setting;
    this.words = words;
  }

  /** Where they lie in the run directory. */
  String folder() {
    return folder;
  }

  /** The setting that asks for them. */
  String setting() {
    return setting;
  }

  /** What messages call them. */
  String words() {
    return words;
  }
}
