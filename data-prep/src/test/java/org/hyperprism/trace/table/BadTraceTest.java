package org.hyperprism.trace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not a trace is refused, with the place and what was expected there. */
class BadTraceTest {

  private static final Configuration HADOOP = new Configuration();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1,0,1;1,-1,0       | line 3: src is -1; expected a whole number from 0
          1,0,1;1,5,0        | line 3 (round 1): src is 5; expected a device id from 0 to 3
          1,0,1;1,1,4        | line 3 (round 1): dst is 4; expected a device id from 0 to 3
          1,0,1;1,1.5,2      | line 3: src is 1.5; expected a whole number from 0
          1,0,1;1,99999999999,2 | line 3: src is 99999999999; expected a whole number
          0,0,1              | line 2: round is 0; expected a whole number from 1
          -3,0,1             | line 2: round is -3; expected a whole number from 1
          ,0,1               | line 2: round is empty; expected a number in every row
          2,0,1              | line 2: round is 2, but no row has round 1;
          1,0,1;5,0,1        | line 3: round is 5, but no row has the rounds 2 to 4;
          1,0,1;1,2,2        | line 3 (round 1): src and dst are both 2;
          1,0,1;1,2,1;1,0,1  | line 4: the link from 0 to 1 in round 1 stands in
          1,0,1;1,,          | line 3: src and dst are empty, which says that round 1 has no links
          1,0,1;1,2,         | line 3: dst is empty; expected a number in every row
          1,0,1;1,NaN,2      | line 3: src is NaN; expected a whole number
          1,0,1;1,one,2      | line 3: src is 'one'; expected a number
          1,0,1;1,1f,2       | line 3: src is '1f'; expected a number
          1,0,1;1,2          | line 3 has 2 cells; expected 3, as its first line has
          1,0,1;1,2,1,1      | line 3 has 4 cells; expected 3
          1,0,1;1,2,"3;1,3,2 | line 3: dst is '"3'; expected a number
          1,0,1;1,"2"0,3     | line 3: src is '"2"0'; expected a number
          1,0,1;"1,2,3       | line 3 has 1 cells; expected 3
          1,0,1;#1,2,3       | line 3: round is '#1'; expected a number
          """)
  void badRows(String rows, String message) throws IOException {
    String path = csv("round,src,dst", rows);
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(path, HADOOP), 4))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trace.csv, " + message);
  }

  @Test
  void idsThatFillTheMemoryAreRefused() throws IOException {
    String path = csv("round,src,dst", "1,0,2147483646");
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(path, HADOOP)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("dst is 2147483646; expected a device id from 0 to 9999999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,0,1,2,1.5,3 | delivery_ratio is 1.5; expected a number from 0 to 1
          1,0,1,2,-1,3  | delivery_ratio is -1; expected a number from 0 to 1
          1,0,1,2,NaN,3 | delivery_ratio is NaN; expected a number from 0 to 1
          1,0,1,2,,3    | delivery_ratio is empty; expected a number in every row
          1,0,1,-2,1,3  | probes is -2; expected a whole number from 0
          1,0,1,2,1,NaN | mean_snr_db is NaN; expected a finite number
          1,0,1,2,1,1e99 | mean_snr_db is 1.0E99; expected a finite number
          """)
  void badNumbers(String row, String message) throws IOException {
    String path = csv("round,src,dst,probes,delivery_ratio,mean_snr_db", row);
    assertThatThrownBy(() -> new TraceFile(path, HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trace.csv, line 2: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          round,source,dst       | lacks src; expected
          1,0,1                  | has the columns 1, 0, 1 and lacks round, src, dst
          round,src,dst,src      | has the column src twice
          round,src,dst,src_x    | lacks src_y, dst_x, dst_y
          round,src,dst,probes   | lacks delivery_ratio
          """)
  void badHeaders(String header, String message) throws IOException {
    String path = csv(header, "");
    assertThatThrownBy(() -> new TraceFile(path, HADOOP).information())
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("trace.csv", message);
  }

  @Test
  void badFiles() throws IOException {
    String missing = folder.resolve("nowhere.csv").toString();
    assertThatThrownBy(() -> new TraceFile(missing, HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("nowhere.csv", "does not exist");
    String empty = Files.createFile(folder.resolve("empty.csv")).toString();
    assertThatThrownBy(() -> new TraceFile(empty, HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("empty.csv is empty", "round,src,dst");
    String bare = csv("round,src,dst", "");
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(bare, HADOOP)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trace.csv holds no rows");
    for (String content : new String[] {"", "round,src,dst\n1,0,1\n", "PAR1 and PAR1"}) {
      Path file = Files.writeString(folder.resolve("text.parquet"), content);
      assertThatThrownBy(() -> new TraceFile(file.toString(), HADOOP).round(1))
          .isInstanceOf(DataException.class)
          .hasMessageContainingAll("text.parquet", "cannot be read as Parquet");
    }
    Files.createDirectory(folder.resolve("nothing"));
    assertThatThrownBy(() -> new TraceFile(folder.resolve("nothing").toString(), HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no .parquet and no .csv files");
    Files.createDirectories(folder.resolve("folders/round=x"));
    assertThatThrownBy(() -> new TraceFile(folder.resolve("folders").toString(), HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("round=x", "expected round=N");
  }

  @Test
  void damagedParquetIsRefusedAndNothingElse() throws IOException {
    Path file = folder.resolve("trace.parquet");
    TraceWriter.write(ListedTrace.random(20, 5, true, 1), file.toString(), HADOOP, false);
    byte[] bytes = Files.readAllBytes(file);
    for (int cut = 0; cut < bytes.length; cut += bytes.length / 50) {
      Files.write(file, Arrays.copyOf(bytes, cut));
      assertThatThrownBy(() -> TraceCheck.of(new TraceFile(file.toString(), HADOOP)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("trace.parquet");
    }
  }

  @Test
  void aDamagedPageOfSparksIsRefusedOrHasTheSameLinks() throws IOException {
    Path file = folder.resolve("trace.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message t { required int32 round; required int32 src; required int32 dst; }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(schema)
            .withConf(HADOOP)
            .build()) {
      for (TraceLink link : ListedTrace.random(20, 5, false, 1).links()) {
        writer.write(
            new SimpleGroup(schema)
                .append("round", link.round())
                .append("src", link.source())
                .append("dst", link.destination()));
      }
    }
    Files.deleteIfExists(
        folder.resolve(".trace.parquet.crc")); // Hadoop's own, which would notice it first
    List<TraceLink> links = links(file);
    forEachFlippedByte(file, 50, () -> assertThat(links(file)).isEqualTo(links));
  }

  /** Also where a damaged number would still be one: a place, or a ratio from 0 to 1. */
  @Test
  void aDamagedPageOfOursIsRefusedOrHasTheSameLinks() throws IOException {
    Path file = folder.resolve("trace.parquet");
    TraceWriter.write(ListedTrace.random(20, 5, true, 1), file.toString(), HADOOP, false);
    List<TraceLink> links = links(file);
    forEachFlippedByte(file, 200, () -> assertThat(links(file)).isEqualTo(links));
  }

  /** Some bytes of all pages; the work on the file may end in a refusal. */
  private static void forEachFlippedByte(Path file, int places, Runnable work) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = endOfThePages(file);
    int refused = 0;
    for (int place = 4; place < end; place += Math.max(1, end / places)) {
      byte[] flipped = bytes.clone();
      flipped[place] ^= 1;
      Files.write(file, flipped);
      try {
        work.run();
      } catch (HyperPrismException refusal) {
        assertThat(refusal).hasMessageContaining("trace.parquet");
        refused++;
      } catch (RuntimeException | AssertionError unnoticed) {
        throw new AssertionError("byte %d of %d".formatted(place, end), unnoticed);
      }
    }
    assertThat(refused).isPositive();
  }

  private static List<TraceLink> links(Path file) {
    TraceFile trace = new TraceFile(file.toString(), HADOOP);
    List<TraceLink> links = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      links.addAll(trace.round(round));
    }
    assertThat(TraceCheck.of(trace).links()).isEqualTo(links.size());
    return links;
  }

  private static int endOfThePages(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), HADOOP))) {
      return (int)
          reader.getRowGroups().stream()
              .mapToLong(group -> group.getStartingPos() + group.getCompressedSize())
              .max()
              .orElseThrow();
    }
  }

  @Test
  void parquetBeyondItsOwnMetadataIsRefused() throws IOException {
    ListedTrace trace = ListedTrace.random(4, 3, false, 1);
    String path = folder.resolve("trace.parquet").toString();
    TraceWriter.write(
        new ListedTrace(new TraceInformation(3, 3, Map.of()), trace.links()), path, HADOOP, false);
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(path, HADOOP)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(
            "trace.parquet, row ", "expected a device id from 0 to 2, as the metadata says");
  }

  @Test
  void theExperimentSaysHowManyDevicesThereAre() throws IOException {
    String path = csv("round,src,dst", "1,0,7");
    assertThat(TraceCheck.of(new TraceFile(path, HADOOP)))
        .returns(new TraceInformation(8, 1, Map.of()), TraceCheck::information)
        .returns(1L, TraceCheck::links);
    assertThat(TraceCheck.of(new TraceFile(path, HADOOP), 8).links()).isEqualTo(1);
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(path, HADOOP), 7))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "dst is 7; expected a device id from 0 to 6, as the experiment has 7");
  }

  @Test
  void whatOthersWriteIsReadAllTheSame() throws IOException {
    Path file = folder.resolve("other.csv");
    List<String> lines =
        List.of(
            "\uFEFF\"dst\", note ,src,round", "1,\"x\",0,2", "", " 1 ,,\"2\",1.0", "0,,1,1", "");
    Files.writeString(file, String.join("\r\n", lines));
    TraceFile trace = new TraceFile(file.toString(), HADOOP);
    assertThat(trace.information()).isEqualTo(new TraceInformation(3, 2, Map.of()));
    assertThat(trace.round(1))
        .extracting(link -> link.source() + "-" + link.destination())
        .containsExactly("1-0", "2-1");
    assertThat(trace.round(3)).isEmpty();
  }

  @Test
  void aCellInQuotesMayHoldCommas() throws IOException {
    String path = csv("round,note,src,dst", "1,\"a, \"\"b\"\", c\",0,1;2,plain,1,0");
    TraceFile trace = new TraceFile(path, HADOOP);
    assertThat(trace.information()).isEqualTo(new TraceInformation(2, 2, Map.of()));
    assertThatThrownBy(() -> new TraceFile(csv(",".repeat(10_000), "1"), HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trace.csv, line 1 has more than 10000 cells");
  }

  @Test
  void aZeroByteIsNoBlank() throws IOException {
    assertThatThrownBy(() -> new TraceFile(csv("round,src,dst", "1,0,1\0"), HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trace.csv, line 2: dst is '1\0'; expected a number");
  }

  private String csv(String header, String rows) throws IOException {
    Path file = folder.resolve("trace.csv");
    Files.writeString(file, header + "\n" + rows.replace(";", "\n") + "\n");
    return file.toString();
  }
}
