package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** {@code hyperprism links show} as a user calls it. */
class LinksShowCommandTest {

  private static final String NS3 = "../conf/traces/ns3-20.parquet";

  /** Six devices in a line in round 1, in two halves in round 2, and none linked in round 3. */
  private static final String SIX =
      """
      round,src,dst
      1,0,1
      1,1,0
      1,1,2
      1,2,1
      1,2,3
      1,3,2
      1,3,4
      1,4,3
      1,4,5
      1,5,4
      2,0,1
      2,1,0
      2,3,4
      2,4,3
      2,4,5
      2,5,4
      2,0,2
      3,,
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTraceThatComesWithHyperPrism() {
    assertThat(execute("links show " + NS3)).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("ns3-20.parquet: 20 devices, 100 rounds; metropolis weights\n")
        .contains("made with generator NS-3 3.37, devices 20, rounds 100, seed 1")
        .contains("every 5th of 100 rounds", "\nrounds 1 to 100\n", "window B  ", "spectral gap  ");
    assertThat(out.toString().lines().filter(line -> line.matches(" +\\d+ +\\d+ +0\\.\\d{3} .*")))
        .hasSize(20);
  }

  @Test
  void everyFigureOfASmallTrace() throws IOException {
    assertThat(execute("links show %s --devices 6".formatted(six()))).as(err.toString()).isZero();
    // Metropolis: 1/3 on the line's inner links and 1/(1 + 2) at its ends.
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            six.csv: 6 devices, 3 rounds; metropolis weights

            round  links  density  degree  (mean)  components  largest  alg. conn.  churn   zeta
                1      5    0.333     1-2  (1.67)           1        6       0.268      -  0.333
                2      3    0.200     0-2  (1.00)           3        3           0  0.400  0.333
                3      0        0     0-0  (0.00)           6        1           0  1.000   1.00

            rounds 1 to 3
              density                 mean 0.178, from 0 to 0.333
              degree                  mean 0.889, from 0 to 2
              components              1 in 1 of 3 rounds, 6 at most
              algebraic connectivity  mean 0.0893, from 0 to 0.268
              churn                   mean 0.7, from 0.4 to 1 of the links come or go from round to round
              zeta                    0.333 in the round with the smallest
              window B                3: the links of any 3 consecutive rounds together connect all devices
              spectral gap            0.113 of the product of all mixing matrices, 0.0392 a round in the geometric mean

            degrees of all devices in all rounds
                      0  38.9% ########################################
                      1  33.3% ##################################
                      2  27.8% #############################
            """);
  }

  @Test
  void roundsThresholdAndWeightsAreTheUsers() throws IOException {
    Path trace = folder.resolve("ratio.csv");
    Files.writeString(
        trace,
        "round,src,dst,delivery_ratio\n1,0,1,0.7\n1,1,0,1\n2,0,1,1\n2,1,0,1\n3,0,1,1\n3,1,0,0.2\n");
    assertThat(execute("links show %s --threshold 0.8".formatted(trace))).isZero();
    assertThat(out.toString()).contains("1 in 1 of 3 rounds");
    out.getBuffer().setLength(0);
    assertThat(execute("links show %s --rounds 1-2 --weights lazy-metropolis".formatted(trace)))
        .isZero();
    assertThat(out.toString())
        .contains("2 devices, 3 rounds; lazy-metropolis weights")
        .contains("\nrounds 1 to 2\n", "1 in 2 of 2 rounds", "zeta                    0.25 ");
    assertThat(execute("links show %s --rounds 2-5".formatted(trace))).isEqualTo(2);
    assertThat(err.toString()).contains("ratio.csv ends after round 3", "repeat or hold");
    out.getBuffer().setLength(0);
    assertThat(execute("links show %s --rounds 5 --set links.afterTheEnd=repeat".formatted(trace)))
        .isZero();
    assertThat(out.toString()).contains("1 in 4 of 5 rounds");
  }

  @Test
  void theLinksOfAConfiguration() throws IOException {
    Path conf = folder.resolve("ring.conf");
    Files.writeString(conf, "devices = 12\nrounds = 30\nlinks.kind = ring\n");
    assertThat(execute("links show %s --rounds 2".formatted(conf))).as(err.toString()).isZero();
    // 2 - 2 cos(2 pi / 12)
    assertThat(out.toString())
        .startsWith("ring.conf: 12 devices, 30 rounds; metropolis weights")
        .contains("from 0.268 to 0.268", "1: every round connects all devices");
    out.getBuffer().setLength(0);
    assertThat(execute("links show %s --rounds 2 --set links.kind=complete".formatted(conf)))
        .isZero();
    assertThat(out.toString()).contains("spectral gap            1 of the product");
  }

  @Test
  void theTableHasAllRounds() throws IOException {
    Path table = folder.resolve("new/table.csv");
    assertThat(execute("links show %s --table %s".formatted(NS3, table))).isZero();
    List<String> lines = Files.readAllLines(table);
    assertThat(lines).hasSize(101);
    assertThat(lines.get(0)).startsWith("round,links,density,degree_mean,");
    assertThat(lines.get(1)).startsWith("1,99,0.521052631579,9.9,1,16,1,20,0.82").endsWith(",");
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(12));
    assertThat(execute("links show %s --table %s".formatted(NS3, table))).isEqualTo(2);
    assertThat(err.toString()).contains("table.csv exists already", "--overwrite");
    assertThat(execute("links show %s --table %s --overwrite".formatted(NS3, table))).isZero();
  }

  @Test
  void pngOfARoundHasTheSameBytesEachTime() throws IOException {
    byte[] png = picture("a.png", "--round 4");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(1180);
    assertThat(inked(image)).isGreaterThan(20_000);
    assertThat(picture("b.png", "--round 4")).isEqualTo(png);
    assertThat(picture("c.png", "--round 90")).isNotEqualTo(png);
  }

  @Test
  void svgHasAnElementForEachLinkAndDevice() throws Exception {
    byte[] svg = picture("a.svg", "");
    assertThat(picture("b.svg", "")).isEqualTo(svg);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(part(document, "links").getElementsByTagName("line").getLength()).isEqualTo(99);
    assertThat(part(document, "devices").getElementsByTagName("circle").getLength()).isEqualTo(20);
    assertThat(part(document, "density").getElementsByTagName("line").getLength()).isEqualTo(99);
    assertThat(part(document, "degrees").getElementsByTagName("rect").getLength()).isEqualTo(19);
  }

  @Test
  void gifHasAFrameForEachRound() throws IOException {
    byte[] gif = picture("a.gif", "--rounds 5-11");
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(7);
      Node metadata = reader.getImageMetadata(3).getAsTree("javax_imageio_gif_image_1.0");
      assertThat(((Element) metadata).getElementsByTagName("GraphicControlExtension").item(0))
          .extracting(control -> ((Element) control).getAttribute("delayTime"))
          .isEqualTo("35");
    } finally {
      reader.dispose();
    }
    assertThat(out.toString()).contains("a.gif: rounds 5 to 11");
    assertThat(picture("b.gif", "--rounds 5-11")).isEqualTo(gif);
  }

  /** But for the colours: a film has 256 of them, in 32 steps of each of red, green and blue. */
  @Test
  void framesLookLikeStillPictures() throws IOException {
    String show = "links show %s --out ".formatted(six());
    assertThat(execute(show + folder.resolve("film.gif"))).isZero();
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in =
        ImageIO.createImageInputStream(folder.resolve("film.gif").toFile())) {
      reader.setInput(in);
      for (int round = 1; round <= 3; round++) {
        Path still = folder.resolve(round + ".png");
        assertThat(execute(show + still + " --round " + round)).isZero();
        assertThat(farthest(reader.read(round - 1), ImageIO.read(still.toFile()))).isLessThan(48);
      }
    } finally {
      reader.dispose();
    }
  }

  @Test
  void withoutPlacesTheDevicesStandOnACircle() throws Exception {
    Path svg = folder.resolve("six.svg");
    assertThat(execute("links show %s --round 2 --out %s".formatted(six(), svg))).isZero();
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    assertThat(part(document, "links").getElementsByTagName("line").getLength()).isEqualTo(3);
    NodeList devices = part(document, "devices").getElementsByTagName("circle");
    for (int i = 0; i < devices.getLength(); i++) {
      Element device = (Element) devices.item(i);
      double x = Double.parseDouble(device.getAttribute("cx")) - 360;
      double y = Double.parseDouble(device.getAttribute("cy")) - 396;
      assertThat(Math.hypot(x, y)).isBetween(0.46 * 640 - 0.1, 0.46 * 640 + 0.1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing.csv                | the trace missing.csv does not exist: correct the path
          missing.parquet            | the trace missing.parquet does not exist
          missing.conf               | missing.conf does not exist; expected a configuration file
          DIR                        | holds no .parquet and no .csv files
          SIX --rounds 0             | --rounds is '0'; expected the first and the last round
          SIX --rounds 3-2           | --rounds is '3-2'
          SIX --rounds all           | --rounds is 'all'
          SIX --round 4              | --round is 4; expected one of the rounds shown, 1 to 3
          SIX --devices 5            | six.csv, line 10 (round 1): dst is 5; expected a device id from 0 to 4
          SIX --weights metropolitan | links.weights is "metropolitan", expected one of auto, metropolis
          SIX --threshold 2          | links.threshold is 2, expected a number from 0 to 1
          SIX --out a.bmp            | a.bmp has an unknown ending; expected .png or .svg
          SIX --table a.parquet      | a.parquet has an unknown ending; expected .csv
          """)
  void whatCannotBeIsSaid(String arguments, String message) throws IOException {
    Files.writeString(folder.resolve("x.png"), "a file, so no folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    String line =
        arguments
            .replace("SIX", six().toString())
            .replace("DIR/", folder + "/")
            .replace("DIR", empty.toString());
    assertThat(execute("links show " + line)).isEqualTo(2);
    assertThat(err.toString()).startsWith("hyperprism: ").contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void linksThatCarryOneWayAreNotShown() {
    assertThat(execute("links show %s --set links.oneWay=true".formatted(NS3))).isEqualTo(2);
    assertThat(err.toString())
        .contains("the links of links.kind = trace carry one way", "links generate");
  }

  @Test
  void aBadRowIsNamed() throws IOException {
    Path trace = folder.resolve("bad.csv");
    Files.writeString(trace, "round,src,dst\n1,0,1\n1,1,0\n2,0,NaN\n");
    assertThat(execute("links show " + trace)).isEqualTo(2);
    assertThat(err.toString()).contains("bad.csv, line 4: dst is NaN; expected a whole number");
    assertThat(out.toString()).isEmpty();
  }

  private Path six() throws IOException {
    return Files.writeString(folder.resolve("six.csv"), SIX);
  }

  private byte[] picture(String name, String options) throws IOException {
    Path picture = folder.resolve(name);
    String line = "links show %s --out %s %s".formatted(NS3, picture, options).strip();
    assertThat(execute(line)).as(err.toString()).isZero();
    return Files.readAllBytes(picture);
  }

  private static int inked(BufferedImage image) {
    int inked = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inked += (image.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
      }
    }
    return inked;
  }

  /** The largest difference in red, green or blue between two pictures. */
  private static int farthest(BufferedImage one, BufferedImage other) {
    int farthest = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference = (one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255);
          farthest = Math.max(farthest, Math.abs(difference));
        }
      }
    }
    return farthest;
  }

  private static Element part(Document document, String name) {
    NodeList parts = document.getElementsByTagName("g");
    for (int i = 0; i < parts.getLength(); i++) {
      Element part = (Element) parts.item(i);
      if (part.getAttribute("id").equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no part " + name);
  }

  private int execute(String line) {
    Application application =
        new Application(
            (configuration, options) -> 0,
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> name,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return application.execute(line.split(" "));
  }
}
