package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.StandardCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism data fetch NAME}. */
@Command(
    name = "fetch",
    description = "Finds or fetches a data set, checks it and keeps it in the cache.")
final class FetchCommand implements Callable<Integer> {

  private final DataSetFetcher fetcher;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "Name of the data set, such as mnist.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String name;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "Directory or file that already holds it.")
  private Optional<Path> given = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Directory for fetched files; by default the setting data.cache.")
  private Optional<Path> cache = Optional.empty();

  FetchCommand(DataSetFetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Integer call() {
    Path directory = cache.orElseGet(StandardCache::directory);
    command.commandLine().getOut().println(fetcher.fetch(name, given, directory));
    return 0;
  }
}
