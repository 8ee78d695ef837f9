/**
 * Contact traces, as people and vehicles that carry radios leave them: who could hear whom from
 * when to when. They are cut into rounds and become a trace.
 *
 * <pre>{@code
 * BufferedReader lines = new BufferedReader(new StringReader("0 ann bob up\n90 ann bob down\n"));
 * ContactTrace trace = ContactTrace.read(lines, "contacts.txt", 60, 0.5);
 * List<TraceLink> first = trace.round(1); // both directions, as they met for the whole minute
 * }</pre>
 *
 * <p>Two plain forms are read: {@code time a b up}, as in the CRAWDAD collections, and {@code time
 * CONN a b up}, as the ONE simulator writes. Names of devices become numbers from 0 on.
 *
 * <p>What may come in: another plain form of contacts, in the reader. Files on Hadoop's file
 * systems are opened by {@code trace.table}.
 */
@NullMarked
package org.hyperprism.trace.contact;

import org.jspecify.annotations.NullMarked;
