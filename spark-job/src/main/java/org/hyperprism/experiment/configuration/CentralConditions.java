package org.hyperprism.experiment.configuration;

import java.util.Locale;
import java.util.Map;
import org.hyperprism.attack.AttackKind;
import org.hyperprism.availability.AvailabilityKind;
import org.hyperprism.compression.CompressionKind;
import org.hyperprism.defence.DefenceKind;
import org.hyperprism.engine.NonFinite;
import org.hyperprism.method.LearningRateSchedule;
import org.hyperprism.shift.FeatureSkewSettings;
import org.hyperprism.simulation.Amount;

/**
 * What settings must be where a method's rounds are a centre's: its workers are all there and
 * honest, send whole models over no links, and train as Deeplearning4j can.
 *
 * @param method the name of such a method
 * @param configuration with it
 * @param violations receives each setting that is not so, with what follows it in the message
 */
record CentralConditions(
    String method, ExperimentConfiguration configuration, Map<String, String> violations) {

  /** Adds what is violated. */
  void check() {
    if (configuration.engine().mode() == RunMode.SWEEP) {
      violations.put(
          "engine.mode",
          "is sweep, in which experiments are tasks, which start no jobs of Spark, but methods holds %s, whose rounds are such jobs; expected another, such as auto, or methods without it"
              .formatted(method));
    }
    checkNetwork();
    checkData();
    checkTraining();
  }

  private void checkNetwork() {
    if (configuration.attack().kind() != AttackKind.NONE) {
      refuse("attack.kind", configuration.attack().kind(), "has no devices that could lie", "none");
    }
    if (configuration.defence().kind() != DefenceKind.NONE) {
      refuse("defence.kind", configuration.defence().kind(), "takes the plain mean", "none");
    }
    if (configuration.compression().kind() != CompressionKind.NONE) {
      refuse("compression.kind", configuration.compression().kind(), "gets whole models", "none");
    }
    if (configuration.time().enabled()) {
      refuse("time.enabled", true, "has no simulated links", "false");
    }
    checkAvailability();
  }

  private void checkAvailability() {
    AvailabilityConfiguration availability = configuration.availability();
    String always = "has workers that are always there";
    if (availability.kind() != AvailabilityKind.ALWAYS) {
      refuse("availability.kind", availability.kind(), always, "always");
    }
    if (!(availability.join() instanceof Amount.Word)) {
      refuse("availability.join", "given", always, "start");
    }
    if (!(availability.leave() instanceof Amount.Word)) {
      refuse("availability.leave", "given", always, "never");
    }
    if (availability.hasBatteries()) {
      refuse("availability.battery.joules", "given", always, "none");
    }
  }

  private void checkData() {
    FeatureSkewSettings skew = configuration.featureSkew();
    String oneSet = "has one set of samples";
    if (skew.rotation() > 0) {
      refuse("featureSkew.rotation", skew.rotation(), oneSet, "0");
    }
    if (skew.blur() > 0) {
      refuse("featureSkew.blur", skew.blur(), oneSet, "0");
    }
    if (skew.noise() > 0) {
      refuse("featureSkew.noise", skew.noise(), oneSet, "0");
    }
    if (configuration.drift().isOn()) {
      refuse("drift.rounds", configuration.drift().rounds(), oneSet, "[]");
    }
  }

  private void checkTraining() {
    TrainConfiguration train = configuration.train();
    if (train.localEpochs().isPresent()) {
      refuse(
          "train.localEpochs",
          train.localEpochs().getAsInt(),
          "draws from all samples, not from a device's own",
          "none, with train.localSteps in its place");
    }
    if (train.schedule().shape() != LearningRateSchedule.Shape.CONSTANT) {
      refuse(
          "train.schedule.shape", train.schedule().shape(), "keeps its learning rate", "constant");
    }
    if (train.schedule().warmUp() > 0) {
      refuse("train.schedule.warmUp", train.schedule().warmUp(), "keeps its learning rate", "0");
    }
    if (train.clipNorm().isPresent()) {
      refuse(
          "train.clipNorm", train.clipNorm().getAsDouble(), "takes gradients as they are", "none");
    }
    if (train.onDivergence() == NonFinite.DROP) {
      refuse("train.onDivergence", train.onDivergence(), "takes the mean of all workers", "stop");
    }
  }

  private void refuse(String key, Object value, String why, String expected) {
    String text =
        value instanceof Enum<?> choice
            ? choice.name().toLowerCase(Locale.ROOT).replace('_', '-')
            : value.toString();
    violations.put(
        key,
        "is %s, but methods holds %s, whose centre %s; expected %s, or methods without it"
            .formatted(text, method, why, expected));
  }
}
