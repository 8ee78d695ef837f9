package org.hyperprism.setting;

/**
 * One key of the configuration with everything known about it.
 *
 * @param key full key, such as {@code train.learningRate}
 * @param owner the record whose component holds the value
 * @param component name of that component
 * @param type what it may hold
 * @param standard default value in HOCON
 * @param paper default value under the preset {@code paper}
 * @param documentation one sentence
 */
public record SettingDefinition(
    String key,
    Class<?> owner,
    String component,
    ValueType type,
    String standard,
    String paper,
    String documentation) {

  /** The message for a value that this setting refuses. */
  public String refusal(String given, IllegalValueException refused) {
    return key + " is " + given + ", expected " + refused.expected();
  }
}
