package org.hyperprism.setting;

import java.io.Serializable;

/** The settings of what has none. */
public record NoSettings() implements Serializable {}
