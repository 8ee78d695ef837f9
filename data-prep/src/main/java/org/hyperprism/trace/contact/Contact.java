package org.hyperprism.trace.contact;

/**
 * A time during which two devices hear each other.
 *
 * @param first name of one device
 * @param second name of the other
 * @param from seconds
 * @param to seconds
 */
record Contact(String first, String second, double from, double to) {}
