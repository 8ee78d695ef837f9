package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.NewFile;
import org.hyperprism.experiment.models.ModelFile;
import org.hyperprism.experiment.models.RunModels;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.results.HadoopSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism export RUN --device N --out FILE}. */
@Command(
    name = "export",
    description = {
      "Writes the final model of a device for use elsewhere: FILE.zip, which Deeplearning4j's"
          + " ModelSerializer opens, or FILE.parquet, the weights of each layer. The run must have"
          + " kept it (keepModels)."
    })
final class ExportCommand implements Callable<Integer> {

  private static final String ZIP = ".zip";
  private static final String PARQUET = ".parquet";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(paramLabel = "RUN", description = "The directory of the run: a path or a URI.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String run;

  @Option(
      names = "--device",
      required = true,
      paramLabel = "N",
      description = "The device whose model it is, from 0.")
  private int device;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "The method that trained it, where the run keeps models of several.")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file, whose name ends in .zip or .parquet.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path out;

  @Option(names = "--overwrite", description = "Replaces a file that is there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(ZIP) && !name.endsWith(PARQUET)) {
      throw new ConfigurationException(
          "--out is %s; expected a name that ends in %s or %s".formatted(out, ZIP, PARQUET));
    }
    NewFile file = new NewFile(out, overwrite);
    StoredModel model = RunModels.in(run, HadoopSettings.current()).of(method, device);
    file.write(
        name.endsWith(ZIP)
            ? new ModelArchive(model.description().model(), model.weights()).zip()
            : ModelFile.bytes(model));
    command
        .commandLine()
        .getOut()
        .println(
            "wrote %s: %s of device %d, trained by %s on %s, %d parameters"
                .formatted(
                    out,
                    model.description().model().name(),
                    model.device(),
                    model.description().method(),
                    model.description().dataset(),
                    model.weights().length));
    command.commandLine().getOut().flush();
    return 0;
  }
}
