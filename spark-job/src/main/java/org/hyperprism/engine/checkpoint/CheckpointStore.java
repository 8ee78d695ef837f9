package org.hyperprism.engine.checkpoint;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;

/**
 * The devices' state after some rounds, on any Hadoop file system, written block by block where the
 * blocks are and read back under any number of blocks.
 *
 * <p>{@code round-N/devices-FIRST-COUNT.bin} is a {@link BlockFile}; {@code round-N/complete} is
 * written when every block is there. Only the newest complete round is kept.
 */
public final class CheckpointStore implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String ROUND = "round-";
  private static final String COMPLETE = "complete";

  /**
   * What a user can do when checkpoints cannot be used, in the words of the program that keeps
   * them; each ends a sentence after "or".
   *
   * @param startAgain how the run is begun anew
   * @param moveAway how the checkpoints are kept in another place
   */
  public record Advice(String startAgain, String moveAway) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final String directory;
  private final SerializableConfiguration configuration;
  private final Advice advice;

  /**
   * @param directory a folder of this run and method alone, created when first written to
   * @param configuration Hadoop's
   */
  public CheckpointStore(String directory, Configuration configuration) {
    this(directory, configuration, new Advice("start again", "keep them in another place"));
  }

  /**
   * The same with what the messages of failures advise.
   *
   * @param directory a folder of this run and method alone, created when first written to
   * @param configuration Hadoop's
   * @param advice what a user can do
   */
  public CheckpointStore(String directory, Configuration configuration, Advice advice) {
    this.directory = directory;
    this.configuration = new SerializableConfiguration(configuration);
    this.advice = advice;
  }

  /** The newest round whose state is complete. */
  public Optional<Integer> latestRound() {
    return onFileSystem(
        files -> {
          Optional<Integer> latest = Optional.empty();
          for (int round : rounds(files)) {
            if (files.exists(new Path(folder(round), COMPLETE))) {
              latest = Optional.of(round);
            }
          }
          return latest;
        });
  }

  /** Deletes all checkpoints of this run and method. */
  public void clear() {
    onFileSystem(files -> files.delete(new Path(directory), true));
  }

  /**
   * Makes the checkpoint of a round and deletes older ones; after a failure those are still there,
   * and nothing of this one.
   *
   * @param writeBlocks {@link #write}s every block of the round, wherever it is
   */
  public void save(int round, Runnable writeBlocks) {
    // What an interrupted run has left there may be other blocks of the same devices.
    delete(round);
    boolean complete = false;
    try {
      writeBlocks.run();
      complete(round);
      complete = true;
    } finally {
      if (!complete) {
        deleteQuietly(round);
      }
    }
  }

  private void delete(int round) {
    onFileSystem(files -> files.delete(folder(round), true));
  }

  private void deleteQuietly(int round) {
    try {
      delete(round);
    } catch (EnvironmentException unimportant) {
      // What made the checkpoint fail is what counts.
    }
  }

  /**
   * Writes one block; called while the round is {@linkplain #save saved}, by any JVM.
   *
   * @param round whose state it is
   */
  public void write(int round, DeviceBlock block) {
    onFileSystem(
        files -> {
          String name = "devices-%08d-%d.bin".formatted(block.first(), block.count());
          WholeFile.write(files, new Path(folder(round), name), out -> BlockFile.write(out, block));
          return round;
        });
  }

  private void complete(int round) {
    onFileSystem(
        files -> {
          files.create(new Path(folder(round), COMPLETE), true).close();
          for (int older : rounds(files)) {
            if (older < round) {
              files.delete(folder(older), true);
            }
          }
          return round;
        });
  }

  /**
   * The state after {@code round} of the devices of one block of {@code layout}, whatever the
   * blocks were that wrote it.
   *
   * @param round one that is complete
   * @param block its number in {@code layout}
   * @throws DataException if a device is missing or a file is damaged
   */
  public DeviceBlock read(int round, BlockLayout layout, int block) {
    return onFileSystem(
        files -> {
          int first = layout.first(block);
          int count = layout.size(block);
          DeviceBlock wanted = null;
          int found = 0;
          for (FileStatus file : files.listStatus(folder(round))) {
            String name = file.getPath().getName();
            if (!name.startsWith("devices-")) {
              continue;
            }
            String[] range = name.substring(0, name.length() - ".bin".length()).split("-");
            int fileFirst = Integer.parseInt(range[1]);
            int fileEnd = fileFirst + Integer.parseInt(range[2]);
            if (fileEnd <= first || fileFirst >= first + count) {
              continue;
            }
            DeviceBlock part = BlockFile.read(files, file, advice.startAgain());
            if (wanted == null) {
              wanted =
                  DeviceBlock.zeros(
                      first,
                      count,
                      part.parameters(),
                      part.vectors().length,
                      part.scalarsPerDevice());
            }
            found += BlockFile.copyOverlap(part, wanted);
          }
          if (wanted == null || found != count) {
            throw new DataException(
                ("the checkpoint %s holds %d of the devices %d to %d; delete it and resume from an"
                        + " earlier one, or %s")
                    .formatted(
                        folder(round), found, first, first + count - 1, advice.startAgain()));
          }
          return wanted;
        });
  }

  private List<Integer> rounds(FileSystem files) throws IOException {
    List<Integer> rounds = new ArrayList<>();
    if (files.exists(new Path(directory))) {
      for (FileStatus folder : files.listStatus(new Path(directory))) {
        String name = folder.getPath().getName();
        if (name.startsWith(ROUND)) {
          rounds.add(Integer.parseInt(name.substring(ROUND.length())));
        }
      }
    }
    rounds.sort(Comparator.naturalOrder());
    return rounds;
  }

  private Path folder(int round) {
    return new Path(directory, ROUND + round);
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(FileSystem files) throws IOException;
  }

  private <T> T onFileSystem(Work<T> work) {
    try {
      FileSystem files = new Path(directory).getFileSystem(configuration.value());
      // Our files carry a checksum of their own.
      files.setWriteChecksum(false);
      return work.on(files);
    } catch (IOException | FSError e) {
      throw new EnvironmentException(
          ("the checkpoints in %s could not be written or read: %s; free space or permissions there,"
                  + " or %s")
              .formatted(directory, FileFailure.reason(e), advice.moveAway()),
          e);
    }
  }
}
