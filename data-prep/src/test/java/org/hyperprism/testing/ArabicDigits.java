package org.hyperprism.testing;

import java.util.Locale;
import java.util.concurrent.Callable;

/** This Java as of a user whose language has other digits. */
public final class ArabicDigits {

  private ArabicDigits() {}

  /** Does something meanwhile; the default locale is as before afterwards. */
  public static <T> T with(Callable<T> work) throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      return work.call();
    } finally {
      Locale.setDefault(before);
    }
  }
}
