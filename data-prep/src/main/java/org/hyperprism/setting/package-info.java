/**
 * Typed settings: what a method, a kind of links, a partition or a section of the configuration
 * declares in its own class, and all that follows from it.
 *
 * <p>A record's components carry {@link org.hyperprism.setting.Setting}: default, legal values and
 * one sentence. From these a {@link org.hyperprism.setting.SettingSchema} knows every key, {@link
 * org.hyperprism.setting.SettingReader} reads HOCON and reports all problems by line (what a value
 * may be is a {@code ValueType}, numbers out of their {@code Range} are refused by its {@code
 * check}), and {@link org.hyperprism.setting.SettingText} writes values and the reference; {@link
 * org.hyperprism.setting.HoconText} parses such a text again, and opens nothing it names. What is
 * chosen by name is made by a {@link org.hyperprism.setting.NamedFactory}; {@link
 * org.hyperprism.setting.Factories} finds ours and those of a user's jars.
 *
 * <pre>{@code
 * record Walk(
 *     @Setting(defaultValue = "1.5", range = "> 0", documentation = "Metres per second.")
 *         double speed) {}
 *
 * SettingSchema<Walk> schema = SettingSchema.of(Walk.class);
 * Walk usual = schema.defaults();
 * String hocon = SettingText.render(schema, usual); // speed = 1.5
 * }</pre>
 *
 * <p>What may come in: how settings are declared, read, checked and written. No setting itself: it
 * stands where it is used.
 */
@NullMarked
package org.hyperprism.setting;

import org.jspecify.annotations.NullMarked;
