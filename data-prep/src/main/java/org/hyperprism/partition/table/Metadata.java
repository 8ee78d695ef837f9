package org.hyperprism.partition.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.FeatureType;
import org.hyperprism.failure.DataException;

/** The one row that says how to read the tables beside it. */
record Metadata(
    String name,
    FeatureShape shape,
    int classes,
    FeatureType featureType,
    int devices,
    int trainSamples,
    int testSamples,
    String scheme,
    long seed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Version of the layout of the three tables. */
  static final int FORMAT = 1;

  private static final StructType SCHEMA =
      new StructType()
          .add("format", DataTypes.IntegerType, false)
          .add("name", DataTypes.StringType, false)
          .add("channels", DataTypes.IntegerType, false)
          .add("height", DataTypes.IntegerType, false)
          .add("width", DataTypes.IntegerType, false)
          .add("classes", DataTypes.IntegerType, false)
          .add("feature_type", DataTypes.StringType, false)
          .add("devices", DataTypes.IntegerType, false)
          .add("train_samples", DataTypes.IntegerType, false)
          .add("test_samples", DataTypes.IntegerType, false)
          .add("scheme", DataTypes.StringType, false)
          .add("seed", DataTypes.LongType, false);

  static Metadata of(PartitionedDataset partitioned) {
    org.hyperprism.dataset.Dataset dataset = partitioned.dataset();
    return new Metadata(
        dataset.name(),
        dataset.train().shape(),
        dataset.train().classes(),
        dataset.train().featureType(),
        partitioned.assignment().devices(),
        dataset.train().count(),
        dataset.test().count(),
        partitioned.scheme(),
        partitioned.seed());
  }

  /** Bytes of the features of one sample. */
  int sampleBytes() {
    return shape.features() * featureType.bytes();
  }

  Dataset<Row> table(SparkSession session) {
    Row row =
        RowFactory.create(
            FORMAT,
            name,
            shape.channels(),
            shape.height(),
            shape.width(),
            classes,
            featureType.name(),
            devices,
            trainSamples,
            testSamples,
            scheme,
            seed);
    return session.createDataFrame(List.of(row), SCHEMA).coalesce(1);
  }

  /**
   * @param directory what to call the place in messages
   * @throws DataException if the table is not one row of this layout
   */
  static Metadata of(Dataset<Row> table, String directory) {
    List<Row> rows = table.collectAsList();
    if (rows.size() != 1 || !List.of(table.columns()).equals(List.of(SCHEMA.fieldNames()))) {
      throw new DataException(
          String.format(
              "%s is not a partitioned data set: its metadata has %d rows of %s; expected one row"
                  + " of %s",
              directory,
              rows.size(),
              String.join(", ", table.columns()),
              String.join(", ", SCHEMA.fieldNames())));
    }
    Row row = rows.get(0);
    for (int column = 0; column < SCHEMA.length(); column++) {
      String expected = SCHEMA.fields()[column].dataType().simpleString();
      String found = table.schema().fields()[column].dataType().simpleString();
      require(found.equals(expected), row, column, directory, expected);
      require(!row.isNullAt(column), row, column, directory, expected);
    }
    if (row.getInt(0) != FORMAT) {
      throw new DataException(
          String.format(
              "%s has format %d; this HyperPrism reads format %d: write it again",
              directory, row.getInt(0), FORMAT));
    }
    return of(row, directory);
  }

  /** Of a row that has what the layout says, but may say anything with it. */
  private static Metadata of(Row row, String directory) {
    FeatureShape shape = new FeatureShape(row.getInt(2), row.getInt(3), row.getInt(4));
    Optional<FeatureType> type =
        Stream.of(FeatureType.values())
            .filter(each -> each.name().equals(row.getString(6)))
            .findFirst();
    require(type.isPresent(), row, 6, directory, Arrays.toString(FeatureType.values()));
    long sampleBytes = (long) shape.features() * type.orElseThrow().bytes();
    require(sampleBytes <= Integer.MAX_VALUE, row, 4, directory, "samples of at most 2 GB");
    // Whoever reads the data set counts the samples of each class on each device.
    long most = Runtime.getRuntime().maxMemory() / Integer.BYTES;
    require(row.getInt(5) > 0, row, 5, directory, "at least 1");
    require(row.getInt(7) > 0, row, 7, directory, "at least 1");
    require(
        (long) row.getInt(5) * row.getInt(7) <= most,
        row,
        7,
        directory,
        "at most %d with %d classes in this memory".formatted(most / row.getInt(5), row.getInt(5)));
    require(row.getInt(8) >= 0, row, 8, directory, "at least 0");
    require(row.getInt(9) >= 0, row, 9, directory, "at least 0");
    return new Metadata(
        row.getString(1),
        shape,
        row.getInt(5),
        type.orElseThrow(),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getString(10),
        row.getLong(11));
  }

  private static void require(
      boolean holds, Row row, int column, String directory, String expected) {
    if (!holds) {
      throw new DataException(
          "%s has %s as %s in its metadata, expected %s: write the data set again"
              .formatted(directory, row.get(column), SCHEMA.fieldNames()[column], expected));
    }
  }
}
