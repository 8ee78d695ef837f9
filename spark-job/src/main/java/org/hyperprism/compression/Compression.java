package org.hyperprism.compression;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * CHOCO-SGD's exchange (Koloskova, Stich and Jaggi, ICML 2019, Algorithm 2; Koloskova et al., ICLR
 * 2020): of each vector x_j that a device j sends there is a public copy x^_j, which all who hear
 * it have. A message says Q(x_j - x^_j), and a receiver i takes, in the place of sum_j a_ij x_j,
 *
 * <pre>
 *   x^_j &lt;- x^_j + Q(x_j - x^_j)
 *   x_i + gamma (sum_j a_ij x^_j - x^_i)
 * </pre>
 *
 * <p>Where the mean is taken in a map psi, so are the differences: psi(x^_j) grows by Q(psi(x_j) -
 * psi(x^_j)), and all that the paper says of x_j holds of psi(x_j). A contraction of x_j - x^_j
 * would not do: a power p > 1 tears the differences of small numbers apart.
 *
 * <p>Without error feedback there is no copy, x^_j = Q(x_j) (Carli et al. 2010).
 */
public final class Compression implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final Compressor operator;
  private final boolean errorFeedback;
  private final double step;
  private final long wholeBytes;
  private final RandomStreams random;

  private Compression(
      CompressionSettings settings, Compressor operator, long wholeBytes, RandomStreams random) {
    this.name = settings.describe();
    this.operator = operator;
    this.errorFeedback = settings.errorFeedback();
    this.step = settings.consensusStep().orElseGet(operator::step);
    this.wholeBytes = wholeBytes;
    this.random = random;
  }

  /**
   * The compression that the settings ask for.
   *
   * @param settings of another kind than none
   * @param shape of every vector that is sent
   * @param random the experiment's streams
   * @throws ConfigurationException if no matrix is large enough for a low rank
   */
  public static Compression of(
      CompressionSettings settings, VectorShape shape, RandomStreams random) {
    int numbers = shape.compressedParameters();
    int kept = (int) Math.max(1, Math.min(numbers, Math.round(settings.share() * numbers)));
    Compressor operator =
        switch (settings.kind()) {
          case NONE -> throw new IllegalArgumentException("nothing is to be compressed");
          case TOP_K -> new TopK(shape, kept);
          case RANDOM_K -> new RandomK(shape, kept);
          case LOW_RANK -> new LowRank(shape, settings.rank());
          case BITS -> new Bits(shape, settings.bits(), settings.errorFeedback());
        };
    if (operator instanceof LowRank low && !low.shortens()) {
      throw new ConfigurationException(
          "compression.kind is low-rank and compression.rank %d, but no matrix of the model is known to be shorter as such a product; expected a lower rank, a model of the zoo, or another compression.kind, such as top-k"
              .formatted(settings.rank()));
    }
    return new Compression(settings, operator, (long) Float.BYTES * shape.parameters(), random);
  }

  /** gamma. */
  public double step() {
    return step;
  }

  /**
   * What the message of a vector does: brings its public copy up to date. A vector that is not
   * finite sends nothing.
   *
   * @param own where x_j begins at {@code offset}
   * @param copy where x^_j begins at {@code offset}; changed
   * @param difference scratch of the vector's length
   * @param maps of the vector's mean, of all parameters in ascending order; empty if it is linear
   * @param device j
   * @param draw the number of this message among all of the device in the run
   */
  public void send(
      float[] own,
      float[] copy,
      int offset,
      float[] difference,
      List<MappedRange> maps,
      int device,
      long draw) {
    if (!maps.isEmpty()) {
      sendMapped(own, copy, offset, maps, random.stream(Purpose.COMPRESSION, device, draw));
      return;
    }
    for (int k = 0; k < difference.length; k++) {
      float before = errorFeedback ? copy[offset + k] : 0;
      difference[k] = own[offset + k] - before;
      if (!Float.isFinite(difference[k])) {
        return;
      }
    }
    operator.apply(difference, random.stream(Purpose.COMPRESSION, device, draw));
    for (int k = 0; k < difference.length; k++) {
      float before = errorFeedback ? copy[offset + k] : 0;
      copy[offset + k] = before + difference[k];
    }
  }

  private void sendMapped(
      float[] own, float[] copy, int offset, List<MappedRange> maps, UniformRandomProvider stream) {
    MappedDifference difference = new MappedDifference(own, copy, offset, errorFeedback, maps);
    if (difference.isFinite()) {
      float[] said = difference.inUnits();
      operator.apply(said, stream);
      difference.addTo(copy, offset, own, said);
    }
  }

  /**
   * Bytes of the messages of one exchange.
   *
   * @param vectors that a device sends, >= 0
   * @param ofMaps bytes of each that say in which maps they are, >= 0
   */
  public MessageBytes bytes(int vectors, int ofMaps) {
    long message = vectors * Math.min(operator.bytes() + ofMaps, wholeBytes);
    return new MessageBytes(message, errorFeedback ? vectors * wholeBytes : message);
  }

  /** With all that matters, for a log. */
  @Override
  public String toString() {
    return "%s, gamma = %s%s, %d of %d bytes a vector"
        .formatted(
            name,
            Double.toString(step),
            errorFeedback ? "" : ", without error feedback",
            Math.min(operator.bytes(), wholeBytes),
            wholeBytes);
  }
}
