package org.apache.zeppelin.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterGroup;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.ZeppelinContext;
import org.apache.zeppelin.interpreter.thrift.InterpreterCompletion;
import org.apache.zeppelin.interpreter.util.InterpreterOutputStream;
import org.slf4j.LoggerFactory;
import scala.Console;
import scala.collection.JavaConverters;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;

/**
 * Scala for {@code %spark}: Zeppelin loads a class of this name from {@code
 * interpreter/spark/scala-2.12}. Its own is in the download but in no published jar.
 */
public class SparkScala212Interpreter extends AbstractSparkScalaInterpreter {

  private final SparkConf conf;
  private final Properties properties;
  private final InterpreterGroup group;
  private final URLClassLoader loader;
  private final File classes;
  private final InterpreterOutputStream out =
      new InterpreterOutputStream(LoggerFactory.getLogger(SparkScala212Interpreter.class));
  private SparkSession session;
  private IMain scala;
  private ZeppelinContext z;

  /** The arguments that Zeppelin gives. */
  public SparkScala212Interpreter(
      SparkConf conf,
      List<String> dependencies,
      Properties properties,
      InterpreterGroup group,
      URLClassLoader loader,
      File classes) {
    this.conf = conf;
    this.properties = properties;
    this.group = group;
    this.loader = loader;
    this.classes = classes;
  }

  @Override
  public void open() {
    conf.set("spark.repl.class.outputDir", classes.getAbsolutePath());
    session = SparkSession.builder().config(conf).getOrCreate();
    Settings settings = new Settings();
    List<String> arguments =
        List.of(
            "-Yrepl-class-based",
            "-Yrepl-outdir",
            classes.getAbsolutePath(),
            "-classpath",
            String.join(File.pathSeparator, classPath()));
    settings.processArguments(JavaConverters.asScalaBuffer(arguments).toList(), true);
    settings.embeddedDefaults(loader);
    scala = new IMain(settings, new PrintWriter(out, true));
    scala.initializeSynchronous();
    try {
      z =
          new SparkZeppelinContext(
              SparkShims.getInstance(session.version(), properties, session),
              group.getInterpreterHookRegistry(),
              Integer.parseInt(properties.getProperty("zeppelin.spark.maxResult")));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    bind("spark", SparkSession.class, session);
    bind("sc", SparkContext.class, session.sparkContext());
    bind("z", SparkZeppelinContext.class, z);
    scala.interpret(
        "import org.apache.spark.SparkContext._, spark.implicits._, spark.sql,"
            + " org.apache.spark.sql.functions._");
  }

  /** Of the JVM, of this class, and what spark-submit has made of spark.jars. */
  private List<String> classPath() {
    List<String> places = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    for (URL url : loader.getURLs()) {
      places.add(new File(URI.create(url.toString())).toString());
    }
    String jars = conf.get("spark.repl.local.jars", "");
    for (String jar : jars.split(",", -1)) {
      if (!jar.isEmpty()) {
        places.add(jar.startsWith("file:") ? new File(URI.create(jar)).toString() : jar);
      }
    }
    return places;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void bind(String name, Class<?> type, Object value) {
    scala.collection.immutable.List transientValue =
        JavaConverters.asScalaBuffer(Arrays.asList("@transient")).toList();
    scala.beQuietDuring(() -> scala.bind(name, type.getName(), value, transientValue));
  }

  @Override
  public InterpreterResult interpret(String code, InterpreterContext context) {
    z.setInterpreterContext(context);
    z.setGui(context.getGui());
    z.setNoteGui(context.getNoteGui());
    out.setInterpreterOutput(context.out);
    PrintStream before = System.out;
    ClassLoader loaderBefore = Thread.currentThread().getContextClassLoader();
    try {
      System.setOut(new PrintStream(out, true));
      Thread.currentThread().setContextClassLoader(scala.classLoader());
      String result =
          Console.withOut((OutputStream) out, () -> scala.interpret(code)).toString();
      out.flush();
      return new InterpreterResult(
          result.equals("Success")
              ? InterpreterResult.Code.SUCCESS
              : InterpreterResult.Code.ERROR,
          result.equals("Incomplete") ? "The last expression is not complete." : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.setOut(before);
      Thread.currentThread().setContextClassLoader(loaderBefore);
    }
  }

  @Override
  public SparkContext getSparkContext() {
    return session.sparkContext();
  }

  @Override
  public SQLContext getSqlContext() {
    return session.sqlContext();
  }

  @Override
  public Object getSparkSession() {
    return session;
  }

  @Override
  public String getSparkUrl() {
    return null;
  }

  @Override
  public ZeppelinContext getZeppelinContext() {
    return z;
  }

  @Override
  public int getProgress(String jobGroup, InterpreterContext context) {
    return 0;
  }

  @Override
  public List<InterpreterCompletion> completion(
      String code, int cursor, InterpreterContext context) {
    return new ArrayList<>();
  }

  @Override
  public ClassLoader getScalaShellClassLoader() {
    return scala.classLoader();
  }

  @Override
  public void close() {
    session.stop();
    scala.close();
  }
}
