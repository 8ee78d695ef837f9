package org.hyperprism.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSpark
class TableReaderTest {

  private final SparkSession session;

  @TempDir Path folder;

  TableReaderTest(SparkSession session) {
    this.session = session;
  }

  @Test
  void libsvmLabelsBecomeClassesInAscendingOrder() throws IOException {
    String train = file("train.svm", "+1 1:0.5 3:2", "-1 2:1", "+1 1:-1");
    String test = file("test.svm", "-1 4:3");
    Dataset rows = TableReader.read(session, "rows", train, Optional.of(test), of(train));
    assertThat(rows.train().labels()).containsExactly(1, 0, 1);
    assertThat(rows.test().labels()).containsExactly(0);
    assertThat(rows.train().shape().features()).isEqualTo(4);
    assertThat(features(rows.train(), 0)).containsExactly(0.5f, 0f, 2f, 0f);
    assertThat(features(rows.test(), 0)).containsExactly(0f, 0f, 0f, 3f);
  }

  @Test
  void csvColumnsOtherThanTheLabelAreFeatures() throws IOException {
    String train = file("train.csv", "height,label,weight", "1,7,2.5", "3,5,-4");
    Dataset rows = TableReader.read(session, "rows", train, Optional.of(train), of(train));
    assertThat(rows.train().labels()).containsExactly(1, 0);
    assertThat(features(rows.train(), 1)).containsExactly(3f, -4f);
    TableFormat bare = new TableFormat.Csv("_c0", false);
    String noHeader = file("bare.csv", "0,1,2", "1,3,4");
    Samples samples = TableReader.read(session, "b", noHeader, Optional.of(noHeader), bare).train();
    assertThat(samples.labels()).containsExactly(0, 1);
    assertThat(features(samples, 1)).containsExactly(3f, 4f);
  }

  @Test
  void aColumnSaysWhichDeviceHoldsASample() throws IOException {
    String[] rows = new String[25];
    rows[0] = "writer,x,label";
    for (int row = 1; row < rows.length; row++) {
      rows[row] =
          "%s,%d,%d".formatted(row % 3 == 0 ? "10" : row % 3 == 1 ? "9" : "-1", row, row % 2);
    }
    String path = file("written.csv", rows);
    TableReader.Placed placed = TableReader.readPlaced(session, path, byWriter(path));
    assertThat(placed.devices()).as("as numbers").containsExactly("-1", "9", "10");
    Samples train = placed.samples().train();
    assertThat(train.shape().features()).isEqualTo(1);
    assertThat(placed.deviceOf()).hasSize(train.count());
    for (int sample = 0; sample < train.count(); sample++) {
      int row = (int) features(train, sample)[0];
      assertThat(placed.deviceOf()[sample]).isEqualTo(row % 3 == 0 ? 2 : row % 3 == 1 ? 1 : 0);
    }
    String named =
        file("named.csv", String.join("\n", rows).replace(" ", "").replace("-1,", "Zoë,"));
    assertThat(TableReader.readPlaced(session, named, byWriter(named)).devices())
        .as("as texts")
        .containsExactly("10", "9", "Zoë");
  }

  @Test
  void aColumnOfDevicesThatIsNotSoundIsRefused() throws IOException {
    String gap = file("gap.csv", "writer,x,label", "a,1,0", ",2,1");
    assertThatThrownBy(() -> TableReader.readPlaced(session, gap, byWriter(gap)))
        .isInstanceOf(DataException.class)
        .hasMessage(gap + ": row 2, column writer is empty; expected the device of every row");
    String none = file("none.csv", "x,label", "1,0", "2,1");
    assertThatThrownBy(() -> TableReader.readPlaced(session, none, byWriter(none)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            none + " has no column writer for the devices; it has: x, label: name one of these");
    TableFormat.Csv twice = new TableFormat.Csv("label", true).withDevices("label");
    assertThatThrownBy(() -> TableReader.readPlaced(session, gap, twice))
        .isInstanceOf(DataException.class)
        .hasMessage(
            gap + ": the column label is that of the labels and of the devices; expected two");
  }

  private static TableFormat.Csv byWriter(String path) {
    return ((TableFormat.Csv) of(path)).withDevices("writer");
  }

  /** Editors of Windows begin a file with one. */
  @Test
  void aByteOrderMarkIsNoPartOfATable() throws IOException {
    String named = file("named.csv", "\uFEFFlabel,x", "0,1", "1,2");
    String quoted = file("quoted.csv", "\uFEFF\"label\",\"x\"", "0,1", "1,2");
    String sparse = file("sparse.svm", "\uFEFF0 1:1", "1 1:2");
    for (String table : new String[] {named, quoted, sparse}) {
      Samples samples =
          TableReader.read(session, "b", table, Optional.of(table), of(table)).train();
      assertThat(samples.labels()).as(table).containsExactly(0, 1);
      assertThat(features(samples, 1)).as(table).containsExactly(2f);
    }
    String bare = file("bare.csv", "\uFEFF0,1", "1,2");
    TableFormat noHeader = new TableFormat.Csv("_c0", false);
    Samples samples = TableReader.read(session, "b", bare, Optional.of(bare), noHeader).train();
    assertThat(samples.labels()).containsExactly(0, 1);
  }

  @Test
  void withoutATestTableEverySixthRowOfAClassIsKeptForTheTest() throws IOException {
    String[] lines = new String[24];
    for (int row = 0; row < lines.length; row++) {
      lines[row] = (row % 2) + " 1:" + (row + 1);
    }
    String train = file("all.libsvm", lines);
    Dataset rows = TableReader.read(session, "rows", train, Optional.empty(), of(train));
    assertThat(rows.train().count()).isEqualTo(20);
    assertThat(rows.test().labels()).containsExactly(0, 1, 0, 1);
    assertThat(features(rows.test(), 0)).containsExactly(11f);
  }

  @Test
  void whatIsWrongWithATableIsSaid() throws IOException {
    String good = file("good.csv", "label,x", "0,1", "1,2");
    assertRefused(file("word.csv", "label,x", "0,1", "1,tall"), "row 2, column x");
    assertRefused(file("none.csv", "class,x", "0,1"), "no column label", "class, x");
    assertRefused(file("one.csv", "label,x", "3,1", "3,2"), "only the label 3.0");
    assertRefused(file("empty.csv", "label,x"), "no rows");
    assertRefused(file("nan.csv", "label,x", "0,1", "1,NaN"), "row 2: feature 1 is NaN");
    assertRefused(file("huge.csv", "label,x", "0,1", "1,1e39"), "row 2: feature 1 is 1.0E39");
    assertRefused(file("class.csv", "label,x", "NaN,1", "1,2"), "row 1: the label is NaN");
    assertRefused(
        file("index.svm", "0 1:1", "1 2147483647:1"), "2 rows of 2147483647 features", "index");
    assertRefused(
        file("few.csv", "label,x", "0,1", "1,2", "0,3"), "3 rows", "or a table of test samples");
    assertRefused(file("broken.svm", "1 1:2", "one two:three"), "broken.svm", "one");
    assertRefused(folder.resolve("absent.csv").toString(), "absent.csv");
    String foreign = file("foreign.csv", "label,x", "2,1");
    assertThatThrownBy(() -> TableReader.read(session, "t", good, Optional.of(foreign), of(good)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("foreign.csv", "row 1 has label 2.0", "[0.0, 1.0]");
    String wide = file("wide.csv", "label,x,y", "1,1,1");
    assertThatThrownBy(() -> TableReader.read(session, "t", good, Optional.of(wide), of(good)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("1 feature columns", "has 2");
    assertThatThrownBy(() -> of("rows.xlsx"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rows.xlsx");
  }

  private void assertRefused(String path, String... messages) {
    assertThatThrownBy(() -> TableReader.read(session, "t", path, Optional.empty(), of(path)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(messages);
  }

  private static TableFormat of(String path) {
    return TableFormat.of(path);
  }

  private static float[] features(Samples samples, int sample) {
    float[] features = new float[samples.shape().features()];
    samples.copyFeatures(sample, features, 0);
    return features;
  }

  private String file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n").toString();
  }
}
