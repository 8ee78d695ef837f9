package org.hyperprism.experiment.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import org.hyperprism.setting.IllegalValueException;
import org.hyperprism.setting.ValueFormat;

/**
 * The devices whose final models a run directory keeps.
 *
 * @param all whether it keeps those of all devices
 * @param devices those chosen otherwise, from 0, ascending, each once
 */
public record KeptModels(boolean all, List<Integer> devices) implements Serializable {

  private static final long serialVersionUID = 1L;

  public KeptModels {
    devices = List.copyOf(new TreeSet<>(devices));
  }

  /** Whether no model is kept. */
  public boolean isNone() {
    return !all && devices.isEmpty();
  }

  /** Whether the model of a device is kept. */
  public boolean contains(int device) {
    return all || devices.contains(device);
  }

  /** {@code none}, {@code all}, or a list of devices. */
  static final class Format implements ValueFormat<KeptModels> {

    private static final String NONE = "none";
    private static final String ALL = "all";

    Format() {}

    @Override
    public String description() {
      return "none, all, or a list of devices, each a whole number >= 0";
    }

    @Override
    public KeptModels read(ConfigValue value) throws IllegalValueException {
      if (ALL.equals(value.unwrapped()) || NONE.equals(value.unwrapped())) {
        return new KeptModels(ALL.equals(value.unwrapped()), List.of());
      }
      if (!(value instanceof ConfigList list)) {
        throw new IllegalValueException(description());
      }
      TreeSet<Integer> devices = new TreeSet<>();
      for (ConfigValue item : list) {
        try {
          devices.add(Integer.parseUnsignedInt(String.valueOf(item.unwrapped())));
        } catch (NumberFormatException notADevice) {
          throw new IllegalValueException(description());
        }
      }
      if (!devices.isEmpty() && devices.first() < 0) {
        throw new IllegalValueException(description());
      }
      return new KeptModels(false, List.copyOf(devices));
    }

    @Override
    public String write(KeptModels value) {
      return value.isNone() ? NONE : value.all ? ALL : value.devices.toString();
    }
  }
}
