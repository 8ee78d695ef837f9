package org.hyperprism.shift;

import java.io.Serializable;
import org.hyperprism.setting.Setting;

/**
 * How differently devices see their samples.
 *
 * @param rotation largest angle of a device, degrees from 0 to 180
 * @param blur largest standard deviation of a device's blur, pixels from 0 to 10
 * @param noise largest standard deviation of a device's noise, >= 0
 */
public record FeatureSkewSettings(
    @Setting(
            defaultValue = "0",
            range = "0 to 180",
            documentation =
                "Largest angle, in degrees, by which a device's images are turned; each device's own is"
                    + " drawn uniformly between minus this and this.")
        double rotation,
    @Setting(
            defaultValue = "0",
            range = "0 to 10",
            documentation =
                "Largest standard deviation, in pixels, of the Gaussian blur of a device's images; each"
                    + " device's own is drawn uniformly from 0 to this.")
        double blur,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "Largest standard deviation of the Gaussian noise on a device's features, those of"
                    + " images being 0 to 1; each device's own is drawn uniformly from 0 to this.")
        double noise)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** All devices see samples as they are. */
  public static final FeatureSkewSettings NONE = new FeatureSkewSettings(0, 0, 0);

  /** Whether any device sees samples otherwise than as they are. */
  public boolean isOn() {
    return rotation > 0 || blur > 0 || noise > 0;
  }
}
