package org.hyperprism.experiment.input;

import java.io.Serializable;
import java.util.zip.CRC32;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.table.PartitionedStore;
import org.hyperprism.partition.table.StoreContents;
import org.hyperprism.results.RunIdentity;
import org.jspecify.annotations.Nullable;

/** What {@code data.path} or {@code data.name} stands for. */
public sealed interface SourceData extends Serializable {

  /**
   * Samples in memory.
   *
   * @param assignment who holds which training sample; null leaves it to {@code partition}
   */
  static SourceData held(Dataset dataset, @Nullable Assignment assignment) {
    return new Held(dataset, assignment);
  }

  /** What the data set is called. */
  String name();

  /** The test samples; of the shape and the classes of the training samples. */
  Samples test();

  /** How many training samples there are. */
  int trainSamples();

  /** Bytes of the training samples that are held where the experiment is led, at once. */
  long heldBytes();

  /** Bytes of the features of the training samples. */
  long trainBytes();

  /** CRC-32 of all samples, and of who holds them if that is given: eight hexadecimal digits. */
  String checksum();

  /**
   * Samples in memory.
   *
   * @param assignment who holds which training sample, if that is given with them
   */
  record Held(Dataset dataset, @Nullable Assignment assignment) implements SourceData {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return dataset.name();
    }

    @Override
    public Samples test() {
      return dataset.test();
    }

    @Override
    public int trainSamples() {
      return dataset.train().count();
    }

    @Override
    public long trainBytes() {
      return bytes(dataset.train());
    }

    @Override
    public long heldBytes() {
      return trainBytes();
    }

    @Override
    public String checksum() {
      CRC32 crc = new CRC32();
      dataset.train().addTo(crc);
      dataset.test().addTo(crc);
      if (assignment != null) {
        assignment.addTo(crc);
      }
      return RunIdentity.hexadecimal(crc.getValue());
    }
  }

  /**
   * Samples that are stored with their devices, and are read where these are.
   *
   * @param contents what the store was found to hold
   */
  record Stored(PartitionedStore store, StoreContents contents, Samples test)
      implements SourceData {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return store.name();
    }

    @Override
    public int trainSamples() {
      return store.trainSamples();
    }

    @Override
    public long trainBytes() {
      return store.trainBytes();
    }

    @Override
    public long heldBytes() {
      return 0;
    }

    @Override
    public String checksum() {
      return RunIdentity.hexadecimal(contents.checksum(test));
    }
  }

  /** Bytes of the features of some samples. */
  static long bytes(Samples samples) {
    return (long) samples.count() * samples.shape().features() * samples.featureType().bytes();
  }
}
