package org.hyperprism.engine.checkpoint;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.hyperprism.failure.FileFailure;
import org.hyperprism.spark.PlainFileSystem;
import org.hyperprism.spark.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices' state after some rounds, on any Hadoop file system, written block by block where the
 * blocks are and read back under any number of blocks.
 *
 * <p>{@code round-N/devices-FIRST-COUNT.bin} is a {@link BlockFile}; {@code round-N/complete} is a
 * {@link CompletionMark}, written when every block is there. The newest two complete rounds are
 * kept: should the newest be damaged, the one before serves.
 */
public final class CheckpointStore implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final Pattern ROUND = Pattern.compile("round-([0-9]{1,9})");
  static final Pattern DEVICES = Pattern.compile("devices-([0-9]{8,9})-([0-9]{1,9})\\.bin");
  static final String COMPLETE = "complete";
  private static final int KEPT = 2;

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
  private final String run;
  private final Advice advice;

  /**
   * @param directory a folder of this run and method alone, created when first written to
   * @param configuration Hadoop's
   */
  public CheckpointStore(String directory, Configuration configuration) {
    this(directory, configuration, "", new Advice("start again", "keep them in another place"));
  }

  /**
   * The same with the run that the checkpoints belong to, and what the messages of failures advise.
   *
   * @param directory a folder of this run and method alone, created when first written to
   * @param configuration Hadoop's
   * @param run its identity, one line: the checkpoints of another run are never read
   * @param advice what a user can do
   */
  public CheckpointStore(String directory, Configuration configuration, String run, Advice advice) {
    this.directory = directory;
    this.configuration = new SerializableConfiguration(configuration);
    this.run = run;
    this.advice = advice;
  }

  /**
   * The newest round whose state is complete and of this run, every file of it read and found
   * whole; a warning names each that is passed over.
   *
   * @throws DataException if there are such rounds, and all are damaged
   */
  public Optional<Integer> latestRound() {
    return onFileSystem(
        files -> {
          List<Integer> rounds = rounds(files);
          Collections.reverse(rounds);
          Optional<String> damage = Optional.empty();
          for (int round : rounds) {
            Optional<CompletionMark> mark =
                CompletionMark.read(files, new Path(folder(round), COMPLETE));
            if (mark.isEmpty()) {
              continue;
            }
            if (!mark.get().run().equals(run)) {
              LOG.warn("{} belongs to another run and is left aside", folder(round));
              continue;
            }
            Optional<String> found = mark.get().damage(files, folder(round));
            if (found.isEmpty()) {
              return Optional.of(round);
            }
            LOG.warn("{}; looking for the checkpoint before it", found.get());
            damage = damage.or(() -> found);
          }
          if (damage.isPresent()) {
            throw new DataException(
                "%s, and there is no whole checkpoint before it; %s"
                    .formatted(damage.get(), advice.startAgain()));
          }
          return Optional.empty();
        });
  }

  /** Deletes all checkpoints of this run and method. */
  public void clear() {
    onFileSystem(files -> files.delete(new Path(directory), true));
  }

  /**
   * Makes the checkpoint of a round and deletes all but the one before; after a failure the older
   * ones are still there, and nothing of this one.
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
          String name =
              String.format(Locale.ROOT, "devices-%08d-%d.bin", block.first(), block.count());
          WholeFile.write(files, new Path(folder(round), name), out -> BlockFile.write(out, block));
          return round;
        });
  }

  private void complete(int round) {
    onFileSystem(
        files -> {
          CompletionMark mark = CompletionMark.of(run, files.listStatus(folder(round)));
          WholeFile.write(
              files,
              new Path(folder(round), COMPLETE),
              out -> out.write(mark.text().getBytes(StandardCharsets.UTF_8)));
          List<Integer> older = rounds(files);
          // Later ones are left of a run that had come further and had to go back.
          older.removeIf(
              other -> {
                boolean later = other > round;
                if (later) {
                  delete(other);
                }
                return later;
              });
          for (int other : older.subList(0, Math.max(0, older.size() - KEPT))) {
            delete(other);
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
            Matcher name = DEVICES.matcher(file.getPath().getName());
            if (!name.matches()) {
              continue;
            }
            int fileFirst = Integer.parseInt(name.group(1));
            int fileEnd = fileFirst + Integer.parseInt(name.group(2));
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
            checkShape(file, part, fileFirst, fileEnd - fileFirst, wanted);
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

  /** A file may be whole and yet not the one that its name and the others promise. */
  private void checkShape(
      FileStatus file, DeviceBlock part, int first, int count, DeviceBlock wanted) {
    if (part.first() != first
        || part.count() != count
        || part.parameters() != wanted.parameters()
        || part.vectors().length != wanted.vectors().length
        || part.scalarsPerDevice() != wanted.scalarsPerDevice()) {
      throw new DataException(
          "%s does not hold the devices that its name and the files beside it say; %s"
              .formatted(file.getPath(), advice.startAgain()));
    }
  }

  /** Ascending; what else lies there is none of ours. */
  private List<Integer> rounds(FileSystem files) throws IOException {
    List<Integer> rounds = new ArrayList<>();
    if (files.exists(new Path(directory))) {
      for (FileStatus folder : files.listStatus(new Path(directory))) {
        Matcher name = ROUND.matcher(folder.getPath().getName());
        if (folder.isDirectory() && name.matches()) {
          rounds.add(Integer.valueOf(name.group(1)));
        }
      }
    }
    rounds.sort(Comparator.naturalOrder());
    return rounds;
  }

  private Path folder(int round) {
    return new Path(directory, "round-" + round);
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(FileSystem files) throws IOException;
  }

  private <T> T onFileSystem(Work<T> work) {
    try {
      return work.on(PlainFileSystem.toWrite(new Path(directory), configuration.value()));
    } catch (IOException | FSError e) {
      throw new EnvironmentException(
          "the checkpoints in %s could not be written or read: %s; %s, or %s"
              .formatted(
                  directory, FileFailure.reason(e), FileFailure.remedy(e), advice.moveAway()),
          e);
    }
  }
}
