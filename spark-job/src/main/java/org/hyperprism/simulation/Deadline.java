package org.hyperprism.simulation;

import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.ValueFormat;

/**
 * Until when a round waits for its devices.
 *
 * @param seconds > 0, if {@code share} is 0; infinite for ever
 * @param share in (0, 1): the moment at which this share of the devices is done; 0 for a number of
 *     seconds
 */
public record Deadline(double seconds, double share) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As long as the slowest takes. */
  public static final Deadline NONE = new Deadline(Double.POSITIVE_INFINITY, 0);

  /**
   * Seconds after the round's beginning.
   *
   * @param own what each device would take: float64[devices that are there], at least one
   */
  double of(double[] own) {
    if (share == 0) {
      return seconds;
    }
    double[] sorted = own.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** {@code none}, seconds, or a share of the devices such as {@code "90%"}. */
  public static final class Format implements ValueFormat<Deadline> {

    private static final String WORD = "none";

    public Format() {}

    @Override
    public String description() {
      return "none, seconds > 0, or a share of the devices above 0% and below 100%, such as \"90%\"";
    }

    @Override
    public Deadline read(ConfigValue value) throws IllegalValueException {
      String text = String.valueOf(value.unwrapped()).strip();
      if (text.equals(WORD)) {
        return NONE;
      }
      boolean isShare = text.endsWith("%");
      try {
        double number =
            (isShare
                    ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2)
                    : new BigDecimal(text))
                .doubleValue();
        if (number > 0 && number < (isShare ? 1 : Double.POSITIVE_INFINITY)) {
          return isShare ? new Deadline(0, number) : new Deadline(number, 0);
        }
      } catch (NumberFormatException notANumber) {
        // Refused below, as numbers out of range are.
      }
      throw new IllegalValueException(description());
    }

    @Override
    public String write(Deadline value) {
      if (value.equals(NONE)) {
        return WORD;
      }
      return value.share == 0
          ? Double.toString(value.seconds)
          : "\"%s%%\""
              .formatted(
                  BigDecimal.valueOf(value.share)
                      .movePointRight(2)
                      .stripTrailingZeros()
                      .toPlainString());
    }
  }
}
