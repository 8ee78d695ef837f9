/**
 * Options and their defaults that the commands of several packages have in common, so that they
 * read the same wherever they stand.
 *
 * <p>A command takes {@link org.hyperprism.cli.options.ConfigurationOptions} as a mixin of picocli
 * and hands what was given to the loader:
 *
 * <pre>{@code
 * ConfigurationOptions options = new ConfigurationOptions();
 * picocli.CommandLine.populateCommand(options, "--set", "rounds=10", "--set", "devices=8");
 * List<String> overrides = options.overrides(); // rounds=10, devices=8
 * Path cache = StandardCache.directory();
 * }</pre>
 *
 * <p>What may come in: an option that commands of two packages take. No command.
 */
@NullMarked
package org.hyperprism.cli.options;

import org.jspecify.annotations.NullMarked;
