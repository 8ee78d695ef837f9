package org.hyperprism.setting;

/** The settings of what has none. */
public record NoSettings() {}
