package org.hyperprism.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record component that is a record of settings: its keys stand beside those of the record
 * that holds it, not in a section of their own. Several records may hold the same one; they then
 * share its keys.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
