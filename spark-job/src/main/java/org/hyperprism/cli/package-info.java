/**
 * The command line: {@code hyperprism run}, {@code sweep}, {@code tune}, {@code report}, {@code
 * data}, {@code export}, {@code score}, {@code config}, {@code methods} and {@code completion}, a
 * class each; {@code hyperprism links} is in {@code cli.links}, what is shown while a run goes on
 * in {@code cli.progress}.
 *
 * <p>Exit codes: 0 done; 2 something the user can mend, said in one message; 1 a fault of
 * HyperPrism, with the stack trace in a file; 130 interrupted, 143 told to end.
 *
 * <pre>{@code
 * StringWriter out = new StringWriter();
 * Application application =
 *     new Application(runner, sweeps, fetcher, new PrintWriter(out), new PrintWriter(System.err));
 * int exitCode = application.execute("config", "--resolved", "conf/base.conf");
 * }</pre>
 *
 * <p>{@link org.hyperprism.cli.HyperPrism} is the main class, for {@code java -cp} and spark-submit
 * alike; it hands {@code Application} what does the work, and tests hand it something else.
 *
 * <p>What may come in: another command, as a class that reads options, calls what lies below and
 * prints.
 */
@NullMarked
package org.hyperprism.cli;

import org.jspecify.annotations.NullMarked;
