package org.hyperprism.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings that are legal each, and not together. */
public final class InconsistentSettingsException extends ConfigurationException {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, String> messages;

  /**
   * @param messages by the key that each is about; the first one is this exception's
   */
  public InconsistentSettingsException(Map<String, String> messages) {
    super(messages.values().iterator().next());
    this.messages = new LinkedHashMap<>(messages);
  }

  /** One message for each key. */
  public Map<String, String> messages() {
    return Collections.unmodifiableMap(messages);
  }
}
