package org.hyperprism.experiment.configuration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.attack.AttackKind;
import org.hyperprism.attack.AttackSettings;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.results.EvaluatedOn;

/**
 * What settings demand of each other, whatever the methods are.
 *
 * @param configuration all settings, each of them in its own range
 * @param violations receives each setting that is not so, with what follows it in the message
 */
record SettingConditions(ExperimentConfiguration configuration, Map<String, String> violations) {

  /** What is violated, by setting. */
  static Map<String, String> violations(ExperimentConfiguration configuration) {
    Map<String, String> violations = new LinkedHashMap<>();
    SettingConditions conditions = new SettingConditions(configuration, violations);
    conditions.checkMethods();
    conditions.checkKept("keepModels", configuration.keepModels());
    conditions.checkKept("keepBestModels", configuration.keepBestModels());
    conditions.checkLocalSteps();
    conditions.checkCentralised();
    conditions.checkRounds("drift.rounds", 2, configuration.drift().rounds());
    conditions.checkAttack();
    conditions.checkAvailability();
    configuration
        .centralMethod()
        .ifPresent(method -> new CentralConditions(method, configuration, violations).check());
    conditions.checkEvaluation();
    conditions.checkModelParts();
    return violations;
  }

  private void checkMethods() {
    List<String> methods = configuration.methods();
    if (methods.isEmpty() || new HashSet<>(methods).size() < methods.size()) {
      violations.put(
          "methods", "is " + methods + ", expected at least one method, and each only once");
    }
  }

  private void checkKept(String key, KeptModels kept) {
    int devices = configuration.devices();
    for (int device : kept.devices()) {
      if (device >= devices) {
        violations.put(
            key,
            "holds %d, expected devices from 0 to %d, as the setting devices is %d"
                .formatted(device, devices - 1, devices));
      }
    }
    if (!kept.isNone() && areTasks()) {
      violations.put(
          key,
          "asks for models, but with engine.mode = sweep experiments are tasks, which write no"
              + " files; expected none, or another engine.mode, such as auto");
    }
  }

  private boolean areTasks() {
    return configuration.engine().mode() == RunMode.SWEEP;
  }

  private void checkLocalSteps() {
    TrainConfiguration train = configuration.train();
    if (train.localEpochs().isPresent() && train.localSteps() != 1) {
      violations.put(
          "train.localEpochs",
          "is %d, but train.localSteps is %d; expected one of them alone: train.localSteps = 1 with epochs, or train.localEpochs = none"
              .formatted(train.localEpochs().getAsInt(), train.localSteps()));
    }
  }

  private void checkCentralised() {
    if (!configuration.evaluate().centralised()) {
      return;
    }
    boolean isSkewed = configuration.featureSkew().isOn();
    if (isSkewed || configuration.drift().isOn()) {
      violations.put(
          "evaluate.centralised",
          "is true, but with %s there is no one set of samples for a centre; expected false"
              .formatted(isSkewed ? "featureSkew" : "drift"));
    } else if (areTasks()) {
      violations.put(
          "evaluate.centralised",
          "is true, but with engine.mode = sweep experiments are tasks, which start no jobs of"
              + " Spark; expected false, or another engine.mode, such as auto");
    }
  }

  private void checkRounds(String key, int first, List<Integer> rounds) {
    for (int round : rounds) {
      if (round > configuration.rounds()) {
        violations.put(
            key,
            "holds %d, expected rounds from %d to %d, the setting rounds"
                .formatted(round, first, configuration.rounds()));
      }
    }
  }

  private void checkAttack() {
    AttackSettings attack = configuration.attack();
    if (attack.kind() == AttackKind.NONE) {
      return;
    }
    int devices = configuration.devices();
    int attackers = attack.count(devices);
    if (attackers == 0 || attackers == devices) {
      violations.put(
          "attack.share",
          "is %s, which of %d devices is %s; expected a share of 1 to %d devices"
              .formatted(attack.share(), devices, attackers == 0 ? "none" : "all", devices - 1));
    }
    if (attack.from() > configuration.rounds()) {
      violations.put(
          "attack.from",
          "is %d, expected a round from 1 to %d, the setting rounds"
              .formatted(attack.from(), configuration.rounds()));
    }
  }

  private void checkAvailability() {
    if (configuration.time().enabled()) {
      return;
    }
    if (configuration.availability().unit() == TimeUnit.SECONDS) {
      violations.put(
          "availability.unit",
          "is seconds, but time.enabled is false and no round takes any; expected time.enabled = true, or availability.unit = rounds");
    }
    if (configuration.availability().hasBatteries()) {
      violations.put(
          "availability.battery.joules",
          "is given, but time.enabled is false and no device draws any; expected time.enabled = true, or none");
    }
  }

  private void checkEvaluation() {
    checkRounds("evaluate.rounds", 1, configuration.evaluate().rounds());
    if (configuration.evaluate().on() == EvaluatedOn.VALIDATION
        && configuration.data().validation() == 0) {
      violations.put(
          "evaluate.on",
          "is validation, but data.validation is 0 and sets no samples aside, expected a share"
              + " above 0, such as data.validation = 0.1, or evaluate.on = test");
    }
  }

  private void checkModelParts() {
    if (configuration.modelParts().isEmpty()) {
      return;
    }
    for (String method : configuration.methods()) {
      objectionToModelParts(MethodFactory.all().named(method))
          .ifPresent(
              why -> violations.put("modelParts", "is given, but " + why + ", or modelParts = []"));
    }
  }

  private <S extends Record> Optional<String> objectionToModelParts(MethodFactory<S> factory) {
    return factory.objectionToModelParts(configuration.methodSettings().of(factory));
  }
}
