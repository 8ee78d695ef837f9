/**
 * Contact traces, as people and vehicles that carry radios leave them: who could hear whom from
 * when to when. The plain form of the CRAWDAD collections and of the ONE simulator becomes a trace
 * of rounds.
 */
@NullMarked
package org.hyperprism.trace.contact;

import org.jspecify.annotations.NullMarked;
