package org.hyperprism.partition.table;

import java.io.Serializable;
import java.util.List;
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
    if (row.getInt(0) != FORMAT) {
      throw new DataException(
          String.format(
              "%s has format %d; this HyperPrism reads format %d: write it again",
              directory, row.getInt(0), FORMAT));
    }
    return new Metadata(
        row.getString(1),
        new FeatureShape(row.getInt(2), row.getInt(3), row.getInt(4)),
        row.getInt(5),
        FeatureType.valueOf(row.getString(6)),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getString(10),
        row.getLong(11));
  }
}
