package org.hyperprism.partition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Setting;

/**
 * Few classes per device: the samples, sorted by label, are cut into devices x shardsPerDevice
 * contiguous shards of (almost) equal size, and each device is dealt shardsPerDevice of them at
 * random. The pathological split of McMahan, Moore, Ramage, Hampson and Agüera y Arcas (AISTATS
 * 2017), which uses two shards per device.
 *
 * @param shardsPerDevice shards on each device, at least 1
 */
public record Shards(int shardsPerDevice) implements PartitionScheme {

  /**
   * @throws ConfigurationException if shardsPerDevice is below 1
   */
  public Shards {
    Checks.atLeast("partition.shardsPerDevice", shardsPerDevice, 1);
  }

  @Override
  public Assignment assign(int[] labels, int classes, int devices, RandomStreams streams) {
    Checks.input(labels, classes, devices);
    if ((long) devices * shardsPerDevice > labels.length) {
      throw new ConfigurationException(
          String.format(
              "partition.shardsPerDevice is %d, which makes %d shards for %d devices, but the"
                  + " training set has only %d samples: lower partition.shardsPerDevice or devices",
              shardsPerDevice, (long) devices * shardsPerDevice, devices, labels.length));
    }
    int[] sorted =
        Arrays.stream(Shuffle.samplesByClass(labels, classes))
            .flatMapToInt(IntStream::of)
            .toArray();
    int shards = devices * shardsPerDevice;
    int[] dealt = Shuffle.indices(shards, streams.stream(Purpose.PARTITION));
    List<int[]> lists = new ArrayList<>(devices);
    for (int device = 0; device < devices; device++) {
      IntStream own = IntStream.range(device * shardsPerDevice, (device + 1) * shardsPerDevice);
      lists.add(own.flatMap(i -> shard(sorted, dealt[i], shards)).toArray());
    }
    return Assignment.ofLists(lists);
  }

  private static IntStream shard(int[] sorted, int shard, int shards) {
    int from = (int) ((long) sorted.length * shard / shards);
    int to = (int) ((long) sorted.length * (shard + 1) / shards);
    return IntStream.range(from, to).map(i -> sorted[i]);
  }

  /**
   * @param shardsPerDevice shards on each device, at least 1
   */
  public record Settings(
      @Setting(
              defaultValue = "2",
              range = ">= 1",
              documentation = "Shards that each device receives; used by shards only.")
          int shardsPerDevice)
      implements Serializable {}

  /** Registers it. */
  public static final class Factory extends PartitionFactory<Settings> {

    public Factory() {
      super(
          "shards",
          Settings.class,
          "samples sorted by label, a fixed number of shards for each device");
    }

    @Override
    public String section() {
      return "";
    }

    @Override
    public PartitionScheme create(Settings settings) {
      return new Shards(settings.shardsPerDevice);
    }
  }
}
