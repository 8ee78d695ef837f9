package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {

  @TempDir private Path directory;

  @Test
  void roundsAreFoundWithAndWithoutRows() throws IOException {
    RowFile file = new RowFile(directory.resolve("rows.csv"), 6);
    try (file) {
      file.append(2, "2,0,1");
      file.append(2, "2,1,0");
      file.append(5, "5,0,1");
    }

    assertThat(file.rows(1)).isEmpty();
    assertThat(file.rows(2)).containsExactly("2,0,1", "2,1,0");
    assertThat(file.rows(3)).isEmpty();
    assertThat(file.rows(5)).containsExactly("5,0,1");
    assertThat(file.rows(6)).isEmpty();
  }

  @Test
  void aFileWithoutRowsHasEmptyRounds() throws IOException {
    RowFile file = new RowFile(directory.resolve("rows.csv"), 2);
    file.close();

    assertThat(file.rows(1)).isEmpty();
    assertThat(file.rows(2)).isEmpty();
  }
}
