package org.hyperprism.experiment.input;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.shift.ConceptDrift;
import org.hyperprism.shift.ShiftPicture;

/** Images that show what becomes of the samples of a run. */
public final class ShiftExamples {

  private static final int DEVICES = 8;
  private static final int CONCEPTS = 8;
  private static final int IMAGES = 10;

  private ShiftExamples() {}

  /**
   * The first images of the first devices as these see them, and an image of each class in each
   * concept; empty where nothing becomes of the samples, or they are no images.
   */
  public static List<ShiftPicture.Row> of(
      ExperimentConfiguration configuration, ExperimentInputs inputs) {
    List<ShiftPicture.Row> rows = new ArrayList<>();
    Samples test = inputs.data().test();
    int channels = test.shape().channels();
    if (test.shape().height() == 1 || (channels != 1 && channels != 3)) {
      return rows;
    }
    if (inputs.shift().skew().isOn()) {
      List<Samples> shards =
          DataSource.divide(configuration, inputs.data())
              .seenBy(inputs.shift().skew())
              .training()
              .shards(0, Math.min(DEVICES, configuration.devices()));
      for (int device = 0; device < shards.size(); device++) {
        Samples own = shards.get(device);
        int[] shown = IntStream.range(0, Math.min(IMAGES, own.count())).toArray();
        rows.add(new ShiftPicture.Row("device " + device, own.select(shown)));
      }
    }
    ConceptDrift drift = inputs.shift().drift();
    if (drift.concepts() > 1) {
      int[] labels = test.labels();
      int[] shown =
          IntStream.range(0, Math.min(IMAGES, test.classes()))
              .flatMap(
                  label ->
                      IntStream.range(0, labels.length).filter(i -> labels[i] == label).limit(1))
              .toArray();
      for (int concept = 0; concept < Math.min(CONCEPTS, drift.concepts()); concept++) {
        rows.add(
            new ShiftPicture.Row(
                "test, from round " + drift.begin(concept), drift.in(concept, test.select(shown))));
      }
    }
    return rows;
  }
}
