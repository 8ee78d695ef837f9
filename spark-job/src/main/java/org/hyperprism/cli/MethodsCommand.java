package org.hyperprism.cli;

import java.io.File;
import java.io.PrintWriter;
import java.security.CodeSource;
import java.util.concurrent.Callable;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.model.GradientBackendFactory;
import org.hyperprism.partition.PartitionFactory;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;
import org.hyperprism.topology.LinkScheduleFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hyperprism methods}. */
@Command(
    name = "methods",
    description = {
      "Lists what a configuration chooses by name: methods, kinds of links, partitions and gradient"
          + " backends, those of your own jars too. 'hyperprism config' explains their settings."
    })
final class MethodsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    print(out, "methods", MethodFactory.all());
    print(out, "links.kind", LinkScheduleFactory.all());
    print(out, "partition.kind", PartitionFactory.all());
    print(out, "train.backend", GradientBackendFactory.all());
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, String setting, Factories<?> kind) {
    out.print(setting + "\n");
    int width = kind.names().stream().mapToInt(String::length).max().orElse(0);
    for (NamedFactory<?> factory : kind.all()) {
      String padding = " ".repeat(width - factory.name().length());
      out.print(
          "  "
              + factory.name()
              + padding
              + "  "
              + factory.documentation()
              + (Factories.isPlugIn(factory) ? " [" + origin(factory) + "]" : "")
              + "\n");
    }
  }

  /** The jar that a plug-in is from. */
  private static String origin(NamedFactory<?> factory) {
    CodeSource source = factory.getClass().getProtectionDomain().getCodeSource();
    return source == null
        ? "plug-in"
        : "plug-in " + new File(source.getLocation().getPath()).getName();
  }
}
