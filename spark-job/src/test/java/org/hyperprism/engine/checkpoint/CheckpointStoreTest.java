package org.hyperprism.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.failure.DataException;
import org.hyperprism.testing.ArabicDigits;
import org.hyperprism.testing.LoggedWarnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found again of the state that was kept, and what of it is left aside. */
class CheckpointStoreTest {

  private static final BlockLayout ONE_BLOCK = BlockLayout.of(3, 1);

  @TempDir Path directory;

  @Test
  void theNewestTwoAreKept() {
    save("a run", 2, 4, 6);
    assertThat(directory).isDirectoryNotContaining("glob:**round-2");
    assertThat(directory).isDirectoryContaining("glob:**round-4");
    assertThat(store("a run").latestRound()).contains(6);
  }

  @Test
  void aDamagedOneGivesWayToTheOneBefore() throws IOException {
    save("a run", 2, 4);
    Path newest = file(4);
    byte[] sound = Files.readAllBytes(newest);
    byte[] bytes = sound.clone();
    bytes[40] ^= 1;
    Files.write(newest, bytes);
    try (LoggedWarnings warnings = LoggedWarnings.of(CheckpointStore.class)) {
      assertThat(store("a run").latestRound()).contains(2);
      assertThat(warnings.messages())
          .singleElement()
          .satisfies(
              warning ->
                  assertThat(warning)
                      .contains("round-4/devices-00000000-3.bin is not a whole checkpoint file")
                      .endsWith("; looking for the checkpoint before it"));
    }
    Files.write(newest, Arrays.copyOf(sound, 20));
    assertThat(store("a run").latestRound()).contains(2);
    Files.delete(newest);
    assertThat(store("a run").latestRound()).contains(2);
    assertThat(store("a run").read(2, ONE_BLOCK, 0).vectors()[0][0]).isEqualTo(2);
    // What lies behind the round that the run goes on with is gone with its next checkpoint.
    save("a run", 3);
    assertThat(directory).isDirectoryNotContaining("glob:**round-4");
    assertThat(store("a run").latestRound()).contains(3);
  }

  @Test
  void whereAllAreDamagedTheFirstIsNamed() throws IOException {
    save("a run", 2, 4);
    Files.write(file(2), new byte[3]);
    Files.write(file(4), withSizes(1 << 20));
    assertThatThrownBy(() -> store("a run").latestRound())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("round-4/devices-00000000-3.bin is not a whole checkpoint file")
        .hasMessageEndingWith("begin anew");
    // Its checksum is right, its sizes are not.
    assertThatThrownBy(() -> store("a run").read(4, ONE_BLOCK, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("round-4/devices-00000000-3.bin is not a whole checkpoint file");
  }

  /** A file of another version of the program: it is whole, and its sizes are no block's. */
  @Test
  void aRightChecksumOfWrongSizesIsNoCheckpoint() throws IOException {
    save("a run", 4);
    Files.copy(
        Path.of("src/test/resources/hostile/checkpoint-crc-right-sizes-wrong.bin"),
        file(4),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> store("a run").latestRound())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("round-4/devices-00000000-3.bin is not a whole checkpoint file");
    assertThatThrownBy(() -> store("a run").read(4, ONE_BLOCK, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("round-4/devices-00000000-3.bin is not a whole checkpoint file")
        .hasMessageEndingWith("or begin anew");
  }

  @Test
  void thoseOfAnotherRunAreLeftAside() {
    save("another run", 2);
    assertThat(store("a run").latestRound()).isEmpty();
    save("a run", 1);
    assertThat(store("a run").latestRound()).contains(1);
  }

  @Test
  void whatElseLiesThereIsLeftAlone() throws IOException {
    save("a run", 2);
    Files.createDirectory(directory.resolve("round-old"));
    Files.createDirectory(directory.resolve("round-99999999999"));
    Files.writeString(directory.resolve("round-7"), "");
    Files.writeString(directory.resolve("round-2/devices-of-mine.txt"), "");
    assertThat(store("a run").latestRound()).contains(2);
    assertThat(store("a run").read(2, ONE_BLOCK, 0).count()).isEqualTo(3);
    save("a run", 4, 6);
    assertThat(directory.resolve("round-old")).exists();
  }

  @Test
  void namesHaveTheSameDigitsInEveryLocale() throws Exception {
    ArabicDigits.with(
        () -> {
          save("a run", 2);
          return directory;
        });
    assertThat(file(2)).exists();
  }

  private void save(String run, int... rounds) {
    CheckpointStore store = store(run);
    for (int round : rounds) {
      DeviceBlock block = DeviceBlock.zeros(0, 3, 5, 1, 2);
      block.vectors()[0][0] = round;
      store.save(round, () -> store.write(round, block));
    }
  }

  private CheckpointStore store(String run) {
    return new CheckpointStore(
        directory.toUri().toString(),
        new Configuration(),
        run,
        new CheckpointStore.Advice("begin anew", "move it"));
  }

  private Path file(int round) {
    return directory.resolve("round-%d/devices-00000000-3.bin".formatted(round));
  }

  /** The file of round 4 with another number of devices in its header, and the checksum of that. */
  private byte[] withSizes(int count) throws IOException {
    byte[] bytes = Files.readAllBytes(file(4));
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(12, count);
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    buffer.putLong(bytes.length - 8, crc.getValue());
    return bytes;
  }
}
