package org.hyperprism.setting;

import java.util.Locale;

/** The word that stands for a constant of an enum in settings and messages. */
public final class EnumWord {

  private EnumWord() {}

  /** In small letters, with hyphens: {@code SIGN_FLIP} is {@code sign-flip}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
