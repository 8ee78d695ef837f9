package org.hyperprism.trace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageTypeParser;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as files: what is written is read. */
class TraceFileTest {

  private static final Configuration HADOOP = new Configuration();

  private static final ListedTrace THREE_DEVICES =
      new ListedTrace(
          new TraceInformation(3, 4, Map.of("kind", "example", "seed", "7")),
          List.of(
              new TraceLink(
                  1,
                  0,
                  2,
                  Optional.of(new TraceLink.Reception(2, 0.7f, 12.25)),
                  Optional.of(new TraceLink.Placement(0, 10.5, 3.1f, 100))),
              new TraceLink(
                  1,
                  2,
                  0,
                  Optional.of(new TraceLink.Reception(3, 1, -1.5)),
                  Optional.of(new TraceLink.Placement(3.1f, 100, 0, 10.5))),
              new TraceLink(
                  3,
                  1,
                  0,
                  Optional.of(new TraceLink.Reception(1, 1 / 3f, 1e-3f)),
                  Optional.of(new TraceLink.Placement(123.456f, 1, 0, 11)))));

  @TempDir Path folder;

  @Test
  void csvIsForPeopleToo() throws IOException {
    String path = folder.resolve("trace.csv").toString();
    TraceWriter.write(THREE_DEVICES, path, HADOOP, false);
    assertThat(Path.of(path))
        .hasContent(
            """
            round,src,dst,probes,delivery_ratio,mean_snr_db,src_x,src_y,dst_x,dst_y
            1,0,2,2,0.7,12.25,0,10.5,3.1,100
            1,2,0,3,1,-1.5,3.1,100,0,10.5
            2,,,,,,,,,
            3,1,0,1,0.33333334,0.001,123.456,1,0,11
            4,,,,,,,,,
            """);
    assertThat(rounds(new TraceFile(path, HADOOP))).isEqualTo(rounds(THREE_DEVICES));
  }

  @Test
  void parquetKeepsWhatTheTraceSaysOfItself() throws IOException {
    String path = folder.resolve("new/folder/trace.parquet").toString();
    TraceWriter.write(THREE_DEVICES, path, HADOOP, false);
    TraceFile read = copy(new TraceFile(path, HADOOP));
    assertThat(read.information()).isEqualTo(THREE_DEVICES.information());
    assertThat(rounds(read)).isEqualTo(rounds(THREE_DEVICES));
    assertThat(TraceCheck.of(read))
        .returns(THREE_DEVICES.information(), TraceCheck::information)
        .returns(3L, TraceCheck::links);
    try (Stream<Path> left = Files.list(Path.of(path).getParent())) {
      assertThat(left).containsExactly(Path.of(path));
    }
    ParquetMetadata footer = footer(path);
    assertThat(footer.getFileMetaData().getKeyValueMetaData())
        .containsEntry("hyperprism.trace.format", "1")
        .containsEntry("hyperprism.trace.devices", "3")
        .containsEntry("hyperprism.trace.rounds", "4")
        .hasEntrySatisfying(
            "hyperprism.trace.origin", origin -> assertThat(origin).contains("\"seed\":\"7\""));
    assertThat(footer.getFileMetaData().getCreatedBy()).startsWith("parquet-mr version 1.13.1");
    assertThat(footer.getFileMetaData().getSchema())
        .isEqualTo(
            MessageTypeParser.parseMessageType(
                """
            message trace {
              required int32 round;
              required int32 src;
              required int32 dst;
              required int32 probes;
              required float delivery_ratio;
              required float mean_snr_db;
              required float src_x;
              required float src_y;
              required float dst_x;
              required float dst_y;
            }
            """));
  }

  @Property(tries = 25)
  void bothFormatsGiveTheSameLinksAndTheSameBytesAgain(
      @ForAll @IntRange(min = 2, max = 12) int devices,
      @ForAll @IntRange(min = 1, max = 6) int rounds,
      @ForAll boolean known,
      @ForAll long seed)
      throws IOException {
    Path place = Files.createTempDirectory("trace");
    try {
      ListedTrace trace = ListedTrace.random(devices, rounds, known, seed);
      String parquet = place.resolve("trace.parquet").toString();
      String csv = place.resolve("trace.csv").toString();
      TraceWriter.write(trace, parquet, HADOOP, false);
      TraceWriter.write(new TraceFile(parquet, HADOOP), csv, HADOOP, false);
      assertThat(rounds(new TraceFile(parquet, HADOOP))).isEqualTo(rounds(trace));
      assertThat(rounds(new TraceFile(csv, HADOOP))).isEqualTo(rounds(trace));

      byte[] first = Files.readAllBytes(Path.of(parquet));
      TraceWriter.write(trace, parquet, HADOOP, true);
      assertThat(Files.readAllBytes(Path.of(parquet))).isEqualTo(first);
      String again = place.resolve("again.csv").toString();
      TraceWriter.write(new TraceFile(csv, HADOOP), again, HADOOP, false);
      assertThat(Path.of(again)).hasSameBinaryContentAs(Path.of(csv));
    } finally {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(place);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace.csv", "trace.parquet"})
  void urisAndPathsNameTheSameFile(String name) {
    String uri = folder.toUri() + name;
    assertThat(uri).startsWith("file:");
    TraceWriter.write(THREE_DEVICES, uri, HADOOP, false);
    assertThat(folder.resolve(name)).exists();
    assertThat(rounds(new TraceFile(folder.resolve(name).toString(), HADOOP)))
        .isEqualTo(rounds(new TraceFile(uri, HADOOP)));
  }

  @Test
  void oneRoundOfALongTraceReadsASmallPartOfTheFile() throws IOException {
    String path = folder.resolve("long.parquet").toString();
    ListedTrace one = ListedTrace.random(60, 1, true, 3);
    TraceWriter.write(repeated(one, 300), path, HADOOP, false);
    long size = Files.size(Path.of(path));
    TraceFile read = new TraceFile(path, HADOOP);
    read.information(); // the first look reads the footer once more
    FileSystem.clearStatistics();
    assertThat(read.round(200)).hasSameSizeAs(one.links());
    long bytes = FileSystem.getGlobalStorageStatistics().get("file").getLong("bytesRead");
    // 1,770 of 531,000 rows lie in one or two pages of 2,048; the rest is footer and page index.
    assertThat(size).isGreaterThan(5_000_000);
    assertThat(bytes).isPositive().isLessThan(size / 20);
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    String path = folder.resolve("trace.csv").toString();
    Files.writeString(Path.of(path), "precious");
    assertThatThrownBy(() -> TraceWriter.write(THREE_DEVICES, path, HADOOP, false))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll("trace.csv", "exists already", "--overwrite");
    assertThat(Path.of(path)).hasContent("precious");
    TraceWriter.write(THREE_DEVICES, path, HADOOP, true);
    assertThat(new TraceFile(path, HADOOP).round(3)).hasSize(1);

    Files.createDirectory(folder.resolve("folder.parquet"));
    String taken = folder.resolve("folder.parquet").toString();
    assertThatThrownBy(() -> TraceWriter.write(THREE_DEVICES, taken, HADOOP, true))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> TraceWriter.write(THREE_DEVICES, "trace.txt", HADOOP, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("trace.txt", ".csv or .parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace.csv", "trace.parquet"})
  void whatCannotBeWrittenToTheEndLeavesTheOldFile(String name) throws IOException {
    Path path = folder.resolve(name);
    TraceWriter.write(THREE_DEVICES, path.toString(), HADOOP, false);
    byte[] before = Files.readAllBytes(path);
    TraceSource failing =
        new TraceSource() {
          private static final long serialVersionUID = 1L;

          @Override
          public TraceInformation information() {
            return THREE_DEVICES.information();
          }

          @Override
          public List<TraceLink> round(int round) {
            if (round == 3) {
              throw new EnvironmentException("the generator ended");
            }
            return THREE_DEVICES.round(round);
          }
        };
    assertThatThrownBy(() -> TraceWriter.write(failing, path.toString(), HADOOP, true))
        .hasMessage("the generator ended");
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 1e-7f, 123456.79f, 16777216f, 3.4028235e38f, -0.05f, 1.4e-45f})
  void everyFloatSurvivesItsText(float value) {
    assertThat(Float.parseFloat(CsvRowWriter.text(value))).isEqualTo(value);
    assertThat(CsvRowWriter.text(0.1f)).isEqualTo("0.1");
    assertThat(CsvRowWriter.text(-0.0f)).isEqualTo("0");
  }

  private static List<List<TraceLink>> rounds(TraceSource trace) {
    List<List<TraceLink>> rounds = new ArrayList<>();
    for (int round = 1; round <= trace.information().rounds(); round++) {
      rounds.add(trace.round(round));
    }
    return rounds;
  }

  private static TraceSource repeated(ListedTrace one, int rounds) {
    return new TraceSource() {
      private static final long serialVersionUID = 1L;

      @Override
      public TraceInformation information() {
        return new TraceInformation(one.information().devices(), rounds, Map.of());
      }

      @Override
      public List<TraceLink> round(int round) {
        return one.links().stream()
            .map(
                link ->
                    new TraceLink(
                        round,
                        link.source(),
                        link.destination(),
                        link.reception(),
                        link.placement()))
            .toList();
      }
    };
  }

  private static ParquetMetadata footer(String path) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(path), HADOOP))) {
      return reader.getFooter();
    }
  }

  private static TraceFile copy(TraceFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(file);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (TraceFile) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
