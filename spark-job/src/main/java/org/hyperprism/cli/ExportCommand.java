package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hyperprism.cli.options.NewFile;
import org.hyperprism.experiment.models.KeptRound;
import org.hyperprism.experiment.models.ModelFile;
import org.hyperprism.experiment.models.RunModels;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.model.onnx.OnnxModel;
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
      "Writes the model of a device for use elsewhere: FILE.zip, which Deeplearning4j's"
          + " ModelSerializer opens; FILE.onnx, for a model of the zoo; or FILE.parquet, the"
          + " weights of each layer. The run must have kept it (keepModels, or keepBestModels for"
          + " --best)."
    })
final class ExportCommand implements Callable<Integer> {

  /** A form in which a model leaves. */
  private record Form(String suffix, Function<StoredModel, byte[]> content) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(
              ModelArchive.SUFFIX,
              model -> new ModelArchive(model.description().model(), model.weights()).zip()),
          new Form(
              ".onnx", model -> OnnxModel.of(model.description().model(), model.weights()).bytes()),
          new Form(".parquet", ModelFile::bytes));

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
      names = "--best",
      description = "The model of the evaluated round with the highest mean accuracy.")
  private boolean best;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file, whose name ends in .zip, .onnx or .parquet.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path out;

  @Option(names = "--overwrite", description = "Replaces a file that is there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    String name = out.toString().toLowerCase(Locale.ROOT);
    Form form =
        FORMS.stream()
            .filter(each -> name.endsWith(each.suffix()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "--out is %s; expected a name that ends in %s"
                            .formatted(
                                out,
                                FORMS.stream()
                                    .map(Form::suffix)
                                    .collect(Collectors.joining(" or ")))));
    NewFile file = new NewFile(out, overwrite);
    StoredModel model =
        RunModels.in(run, best ? KeptRound.BEST : KeptRound.FINAL, HadoopSettings.current())
            .of(method, device);
    file.write(form.content().apply(model));
    command
        .commandLine()
        .getOut()
        .println(
            "wrote %s: %s of device %d, trained by %s on %s%s, %d parameters"
                .formatted(
                    out,
                    model.description().model().name(),
                    model.device(),
                    model.description().method(),
                    model.description().dataset(),
                    best ? " until round " + model.description().round() : "",
                    model.weights().length));
    command.commandLine().getOut().flush();
    return 0;
  }
}
