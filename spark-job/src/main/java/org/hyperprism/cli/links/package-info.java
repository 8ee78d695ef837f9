/**
 * The commands {@code hyperprism links generate}, {@code convert}, {@code import}, {@code ns3} and
 * {@code show}, a class each: they make traces of links that vary with time, and say and draw what
 * links do.
 *
 * <p>{@link org.hyperprism.cli.links.LinksCommand} is the group of them, which the command line
 * takes in whole:
 *
 * <pre>{@code
 * picocli.CommandLine links = LinksCommand.group();
 * int exitCode = links.execute("show", "conf/traces/ns3-20.parquet", "--rounds", "1-10");
 * }</pre>
 *
 * <p>What may come in: another command about links, and the writing of what such commands make.
 * What other commands need too is in {@code cli.options}.
 */
@NullMarked
package org.hyperprism.cli.links;

import org.jspecify.annotations.NullMarked;
