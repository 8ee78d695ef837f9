package org.apache.zeppelin.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.zeppelin.display.ui.OptionInput.ParamOption;
import org.apache.zeppelin.interpreter.InterpreterHookRegistry;
import org.apache.zeppelin.interpreter.ZeppelinContext;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The {@code z} of a note, in the place of Zeppelin's own, which is in no published jar. */
public class SparkZeppelinContext extends ZeppelinContext {

  private final SparkShims shims;

  SparkZeppelinContext(SparkShims shims, InterpreterHookRegistry hooks, int most) {
    super(hooks, most);
    this.shims = shims;
  }

  /** A form that offers values by name. */
  public Object select(String name, Seq<Tuple2<Object, String>> options, Object first) {
    List<ParamOption> all = new ArrayList<>();
    for (Tuple2<Object, String> option : JavaConverters.seqAsJavaList(options)) {
      all.add(new ParamOption(option._1(), option._2()));
    }
    return select(name, all.toArray(new ParamOption[0]), first);
  }

  @Override
  public Map<String, String> getInterpreterClassMap() {
    return new HashMap<>(Map.of("spark", SparkInterpreter.class.getName()));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Class> getSupportedClasses() {
    return List.of(Dataset.class);
  }

  @Override
  public String showData(Object data, int most) {
    return shims.showDataFrame(data, most, getInterpreterContext());
  }
}
