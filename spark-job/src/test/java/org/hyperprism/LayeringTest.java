package org.hyperprism;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hyperprism.documentation.Page;
import org.hyperprism.spark.PlainFileSystem;
import org.junit.jupiter.api.Test;

/**
 * Which package may import which: imports only point down, and no further than is needed. The page
 * of the architecture shows this table.
 */
class LayeringTest {

  private static final String ROOT = "org.hyperprism.";

  private static final String[] SPARK = {"org.apache.spark..", "scala..", "org.apache.hadoop.."};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.hyperprism");

  /** Ground floor first: each package with those of ours that it may import, all listed before. */
  private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();

  /** Packages that may import whatever is listed before them. */
  private static final Set<String> MAY_IMPORT_ALL = new LinkedHashSet<>();

  static {
    // The module data-prep.
    rule("failure");
    rule("random");
    rule("spark");
    rule("setting", "failure");
    rule("program", "failure");
    rule("picture", "failure");
    rule("dataset", "failure program");
    rule("dataset.table", "failure dataset spark");
    rule("partition", "failure random setting picture");
    rule("partition.table", "failure random dataset partition spark");
    rule("shift", "failure random setting picture dataset");
    rule("trace", "failure program");
    rule("trace.contact", "failure trace");
    rule("trace.table", "failure spark trace trace.contact");
    rule("trace.ns3", "failure program trace");

    // Mathematics, links, models and methods: no Spark.
    rule("simd");
    rule("math", "failure random simd");
    rule("compute", "failure simd math");
    rule("topology", "failure math random setting trace trace.table");
    rule("topology.drawing", "random topology");
    rule("topology.derived", "random topology topology.drawing");
    rule(
        "topology.schedule",
        "failure random setting trace trace.table topology topology.drawing topology.derived");
    rule("topology.statistics", "math random topology");
    rule("availability", "topology.derived");
    rule("compression", "failure math random setting topology");
    rule(
        "simulation",
        "failure random setting trace topology topology.derived topology.drawing availability compression");
    rule("asynchrony", "failure random topology topology.derived availability simulation");
    rule("data", "failure math random simd dataset");
    rule("model", "failure math random setting dataset data");
    rule("model.vector", "failure math random simd setting dataset data model");
    rule("model.dl4j", "failure math random setting dataset data model");
    rule("model.torch", "failure math random setting dataset data model model.dl4j");
    rule("model.onnx", "failure model");
    rule("method", "failure math random setting compute topology model");
    rule(
        "method.baseline",
        "failure math random setting compute topology topology.derived topology.schedule model"
            + " method");
    rule("method.hyperprism.hypernetwork", "math random setting");
    rule(
        "method.hyperprism",
        "failure math random setting compute topology model method method.hyperprism.hypernetwork");

    // Who lies, and what is done about it.
    rule("attack", "math random setting dataset compute topology");
    rule("defence", "failure simd math setting compute topology method");

    // The round: engines know no method of their own, and no backend.
    rule("engine.block", "math topology");
    rule("engine.message", "failure random compute topology method defence engine.block");
    rule(
        "engine.device",
        "math random dataset compute topology data model method engine.block engine.message");
    rule(
        "engine.disturbance",
        "failure compute compression simulation asynchrony model method attack defence engine.block engine.message");
    rule("engine.checkpoint", "failure spark engine.block");
    rule("engine.rdd", "failure spark");
    rule(
        "engine",
        "failure random spark dataset partition shift compute topology topology.schedule compression"
            + " simulation asynchrony data model method attack defence engine.block engine.message"
            + " engine.device engine.disturbance engine.checkpoint engine.rdd");

    // What comes of it, and how it looks.
    rule("results.lock", "failure spark");
    rule("results", "failure spark setting model method engine results.lock");
    rule("results.recorded", "failure setting results");
    rule("report", "failure setting picture method results");
    rule("report.drawing");
    rule("report.figure", "picture results report report.drawing");
    rule(
        "report.links",
        "failure picture topology topology.statistics report report.drawing report.figure");
    rule("report.comparison", "setting method results results.recorded report report.figure");
    rule(
        "report.page",
        "failure partition topology results results.recorded report report.drawing report.comparison"
            + " report.figure report.links");
    rule("report.tensorboard", "failure spark results");
    rule("report.mlflow", "failure results");

    // Experiments, and all that people call.
    rule("experiment.session", "failure spark");
    rule("experiment.yardstick", "dataset data model");
    rule("experiment.dl4j", "failure random spark dataset data model model.dl4j engine");
    rule("experiment.evaluation", "failure dataset partition shift model attack engine results");
    all("experiment.configuration");
    rule("experiment.table", "failure availability experiment.configuration");
    all("experiment.links");
    all("experiment.models");
    all("experiment.input");
    all("experiment");
    rule("experiment.progress", "results experiment");
    all("sweep.axis");
    all("sweep");
    all("sweep.tuning");
    all("api");
    all("ml");
    rule("cli.options", "failure experiment.configuration");
    all("cli.progress");
    all("cli.links");
    all("cli");
  }

  private static void rule(String name) {
    MAY_IMPORT.put(name, Set.of());
  }

  private static void rule(String name, String mayImport) {
    Set<String> allowed = new LinkedHashSet<>(List.of(mayImport.split(" ")));
    assertThat(MAY_IMPORT.keySet()).as("listed before " + name).containsAll(allowed);
    MAY_IMPORT.put(name, allowed);
  }

  private static void all(String name) {
    MAY_IMPORT_ALL.add(name);
    MAY_IMPORT.put(name, new LinkedHashSet<>(MAY_IMPORT.keySet()));
  }

  @Test
  void importsOnlyPointDown() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      String from = nameOf(each);
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String to = nameOf(target);
        if (target.getPackageName().startsWith("org.hyperprism")
            && !to.equals(from)
            && !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)) {
          wrong.add("%s may not import %s: %s".formatted(from, to, dependency.getDescription()));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void sparkStaysInTheUpperFloors() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.hyperprism.engine..",
            "org.hyperprism.results..",
            "org.hyperprism.report..",
            "org.hyperprism.experiment..",
            "org.hyperprism.sweep..",
            "org.hyperprism.api..",
            "org.hyperprism.ml..",
            "org.hyperprism.cli..",
            "org.hyperprism.spark..",
            "org.hyperprism..table..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SPARK)
        .check(CLASSES);
  }

  /** It would make whatever object a file names. */
  @Test
  void noFileIsReadByJavasDeserialisation() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(CLASSES);
  }

  /** A caller's session shares that instance of Hadoop. */
  @Test
  void noFileSystemOfAnothersIsSwitched() {
    noClasses()
        .that()
        .areNotAssignableTo(PlainFileSystem.class)
        .should()
        .callMethodWhere(target(nameMatching("set(Write|Verify)Checksum")))
        .check(CLASSES);
  }

  @Test
  void blocksAndDevicesKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("org.hyperprism.engine.block..", "org.hyperprism.engine.device..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SPARK)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsListed() {
    Set<String> packages =
        CLASSES.stream().map(LayeringTest::nameOf).collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
  }

  @Test
  void everyPackageSaysWhatMayComeIn() {
    assertThat(MAY_IMPORT.keySet())
        .allSatisfy(
            name -> assertThat(PackageText.whole(ROOT + name)).contains("<p>What may come in: "));
  }

  /** Where it does not: the rows that this test prints are those to put there. */
  @Test
  void thePageOfTheArchitectureShowsThisTable() {
    List<String> rows = new ArrayList<>();
    for (Map.Entry<String, Set<String>> rule : MAY_IMPORT.entrySet()) {
      String name = rule.getKey();
      rows.add(
          "| `%s` | %s | %s |"
              .formatted(name, PackageText.firstSentence(ROOT + name), allowed(name)));
    }
    List<String> shown =
        Page.of("spark-job/docs/architecture.md").lines().stream()
            .dropWhile(line -> !line.startsWith("| package of `org.hyperprism` |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(page(shown)).isEqualTo(page(rows));
  }

  private static String page(List<String> rows) {
    return String.join(System.lineSeparator(), rows);
  }

  private static String allowed(String name) {
    if (MAY_IMPORT_ALL.contains(name)) {
      return "all before it";
    }
    Set<String> allowed = MAY_IMPORT.getOrDefault(name, Set.of());
    return allowed.isEmpty()
        ? "none"
        : allowed.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }

  private static String nameOf(JavaClass each) {
    String name = each.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }
}
