package org.hyperprism.trace.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever order a process has for the encodings, the bytes are the same. */
class OrderedFooterTest {

  @TempDir Path folder;

  @Test
  void encodingsAreInTheirOwnOrderWhateverOrderTheyComeIn() throws IOException {
    Path path = folder.resolve("trace.parquet");
    TraceWriter.write(
        ListedTrace.random(9, 4, true, 2), path.toString(), new Configuration(), false);
    byte[] file = Files.readAllBytes(path);
    byte[] otherWay = withEncodings(file, Collections::reverse);

    assertThat(withEncodings(file, Collections::sort)).isEqualTo(file);
    assertThat(otherWay).isNotEqualTo(file);
    assertThat(passedOn(otherWay)).isEqualTo(file);
  }

  @Test
  void whatHasNoFooterIsLeftAsItIs() throws IOException {
    for (String text : List.of("", "PAR1", "the rest of a file that was not written to its end")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(passedOn(bytes)).isEqualTo(bytes);
    }
  }

  /** The second half as Parquet writes it: after the last page. */
  private static byte[] passedOn(byte[] bytes) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (OrderedFooter footer =
        new OrderedFooter(
            new DelegatingPositionOutputStream(written) {
              @Override
              public long getPos() {
                return written.size();
              }
            })) {
      int first = Math.max(0, bytes.length - footerLength(bytes) - 20);
      footer.write(bytes, 0, first);
      footer.pagesAreWritten();
      footer.write(bytes, first, bytes.length - first);
      assertThat(footer.getPos()).isEqualTo(bytes.length);
    }
    return written.toByteArray();
  }

  private static int footerLength(byte[] file) {
    return file.length < 8 || file[file.length - 1] != '1'
        ? 0
        : 8 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
  }

  private static byte[] withEncodings(byte[] file, Consumer<List<Encoding>> change)
      throws IOException {
    int begin = file.length - footerLength(file);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(file, begin, file.length - 8 - begin));
    footer
        .getRow_groups()
        .forEach(
            rows ->
                rows.getColumns()
                    .forEach(column -> change.accept(column.getMeta_data().getEncodings())));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(file, 0, begin);
    Util.writeFileMetaData(footer, changed);
    changed.writeBytes(Arrays.copyOfRange(file, file.length - 8, file.length));
    return changed.toByteArray();
  }
}
