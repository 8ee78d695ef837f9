package org.hyperprism.method.hyperprism;

import com.typesafe.config.ConfigValue;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.ValueFormat;

/**
 * A mirror gradient scale in a configuration: a number, {@code ten-to-minus-p} or {@code layer}.
 */
final class MirrorScaleFormat implements ValueFormat<MirrorScale> {

  private static final String TEN_TO_MINUS_P = "ten-to-minus-p";
  private static final String LAYER = "layer";

  MirrorScaleFormat() {}

  @Override
  public String description() {
    return TEN_TO_MINUS_P + ", " + LAYER + " or a number > 0";
  }

  @Override
  public MirrorScale read(ConfigValue value) throws IllegalValueException {
    String text = String.valueOf(value.unwrapped());
    if (text.equals(TEN_TO_MINUS_P)) {
      return new MirrorScale.TenToMinusExponent();
    }
    if (text.equals(LAYER)) {
      return new MirrorScale.Layer();
    }
    try {
      return new MirrorScale.Constant(Double.parseDouble(text));
    } catch (IllegalArgumentException illegal) {
      throw new IllegalValueException(description());
    }
  }

  @Override
  public String write(MirrorScale value) {
    if (value instanceof MirrorScale.Constant constant) {
      return Double.toString(constant.factor());
    }
    return value instanceof MirrorScale.Layer ? LAYER : TEN_TO_MINUS_P;
  }
}
