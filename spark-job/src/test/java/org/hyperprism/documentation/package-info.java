/**
 * Tests that the pages of the repository say what is so: their links lead somewhere, their commands
 * are understood, their settings and columns are those of the code.
 *
 * <p>{@link org.hyperprism.documentation.Page} reads the pages; {@code DocumentedCommandsTest} of
 * the package {@code cli} and {@code ReadmeIT} of the package {@code packaging} use it too.
 *
 * <pre>{@code
 * for (Page page : Page.all()) {
 *   page.commands().forEach(System.out::println);
 * }
 * }</pre>
 */
@NullMarked
package org.hyperprism.documentation;

import org.jspecify.annotations.NullMarked;
