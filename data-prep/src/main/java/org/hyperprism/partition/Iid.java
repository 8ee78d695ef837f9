package org.hyperprism.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.NoSettings;

/**
 * Independent and identically distributed: the shuffled samples are dealt one by one, so that
 * devices differ in size by at most one sample.
 */
public record Iid() implements PartitionScheme {

  @Override
  public Assignment assign(int[] labels, int classes, int devices, RandomStreams streams) {
    Checks.input(labels, classes, devices);
    int[] shuffled = Shuffle.indices(labels.length, streams.stream(Purpose.PARTITION));
    List<int[]> lists = new ArrayList<>(devices);
    for (int device = 0; device < devices; device++) {
      int first = device;
      int size = (shuffled.length - first + devices - 1) / devices;
      lists.add(IntStream.range(0, size).map(i -> shuffled[first + i * devices]).toArray());
    }
    return Assignment.ofLists(lists);
  }

  /** Registers it. */
  public static final class Factory extends PartitionFactory<NoSettings> {

    public Factory() {
      super("iid", NoSettings.class, "every device draws from the same distribution");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public PartitionScheme create(NoSettings settings) {
      return new Iid();
    }
  }
}
