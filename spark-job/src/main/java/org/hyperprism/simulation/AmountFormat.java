package org.hyperprism.simulation;

import com.typesafe.config.ConfigValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.ValueFormat;

/**
 * How an {@link Amount} stands in a configuration: a number, {@code uniform LOW HIGH}, {@code
 * lognormal MEDIAN DEVIATION}, a file ending in {@code .csv}, or a word.
 */
public abstract sealed class AmountFormat implements ValueFormat<Amount> {

  private static final String TABLE = ".csv";
  private static final Pattern DRAWN = Pattern.compile("(uniform|lognormal)\\s+(\\S+)\\s+(\\S+)");

  private final String word;

  AmountFormat(String word) {
    this.word = word;
  }

  /** Of a device's speed; {@code profile} leaves it to the device's profile. */
  public static final class Speed extends AmountFormat {
    public Speed() {
      super("profile");
    }
  }

  /** Of a link's rate; {@code snr} takes it from the trace. */
  public static final class Rate extends AmountFormat {
    public Rate() {
      super("snr");
    }
  }

  /** Of when a device joins; {@code start} for the beginning. */
  public static final class Joining extends AmountFormat {
    public Joining() {
      super("start");
    }
  }

  /** Of when a device leaves for good; {@code never} for not at all. */
  public static final class Leaving extends AmountFormat {
    public Leaving() {
      super("never");
    }
  }

  /** Of what a device's battery holds; {@code none} for no end. */
  public static final class Charge extends AmountFormat {
    public Charge() {
      super("none");
    }
  }

  @Override
  public String description() {
    return "%s, a number > 0, \"uniform LOW HIGH\" with 0 < LOW <= HIGH, \"lognormal MEDIAN DEVIATION\" with MEDIAN > 0 and DEVIATION >= 0, or a file ending in .csv"
        .formatted(word);
  }

  @Override
  public Amount read(ConfigValue value) throws IllegalValueException {
    String text = String.valueOf(value.unwrapped()).strip();
    if (text.equals(word)) {
      return new Amount.Word(word);
    }
    if (text.endsWith(TABLE)) {
      return new Amount.Table(text);
    }
    try {
      Matcher drawn = DRAWN.matcher(text);
      return drawn.matches()
          ? drawn(drawn.group(1), number(drawn.group(2)), number(drawn.group(3)))
          : new Amount.Constant(positive(number(text)));
    } catch (NumberFormatException notANumber) {
      throw new IllegalValueException(description());
    }
  }

  private Amount drawn(String kind, double first, double second) throws IllegalValueException {
    positive(first);
    boolean isUniform = kind.equals("uniform");
    if (second < (isUniform ? first : 0)) {
      throw new IllegalValueException(description());
    }
    return isUniform ? new Amount.Uniform(first, second) : new Amount.LogNormal(first, second);
  }

  private double positive(double number) throws IllegalValueException {
    if (number > 0) {
      return number;
    }
    throw new IllegalValueException(description());
  }

  private double number(String text) throws IllegalValueException {
    double number = Double.parseDouble(text);
    if (Double.isFinite(number)) {
      return number;
    }
    throw new IllegalValueException(description());
  }

  @Override
  public String write(Amount value) {
    if (value instanceof Amount.Constant constant) {
      return text(constant.value());
    }
    if (value instanceof Amount.Uniform uniform) {
      return "\"uniform %s %s\"".formatted(text(uniform.low()), text(uniform.high()));
    }
    if (value instanceof Amount.LogNormal logNormal) {
      return "\"lognormal %s %s\"".formatted(text(logNormal.median()), text(logNormal.deviation()));
    }
    if (value instanceof Amount.Table table) {
      return "\"" + table.path().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    return ((Amount.Word) value).word();
  }

  /** Whole numbers without a point, as people write them. */
  private static String text(double number) {
    return number == Math.rint(number) && number < 1e15
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
