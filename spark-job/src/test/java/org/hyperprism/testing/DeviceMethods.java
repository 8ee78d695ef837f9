package org.hyperprism.testing;

import java.util.List;
import org.hyperprism.method.MethodFactory;

/** The methods that devices carry out: all but those whose rounds are a centre's. */
public final class DeviceMethods {

  private DeviceMethods() {}

  /** Their names, as {@link MethodFactory#all} has them. */
  public static List<String> names() {
    return MethodFactory.all().names().stream()
        .filter(name -> !MethodFactory.isCentral(name))
        .toList();
  }
}
