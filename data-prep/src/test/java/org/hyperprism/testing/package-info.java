/**
 * What the tests of every module share.
 *
 * <p>The module data-prep packs this package into its tests jar, on which the others depend, and
 * with it {@code junit-platform.properties}: the time that a test has.
 */
@NullMarked
package org.hyperprism.testing;

import org.jspecify.annotations.NullMarked;
