import java.io.File;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * A NameNode and a DataNode of HDFS in one JVM, on ports of the loopback address that the system
 * chooses; it says where. Run from its source, because Hadoop's daemons are not on the class path
 * of the tests.
 */
class HdfsDaemons {

  public static void main(String[] arguments) throws Exception {
    File home = new File(arguments[0]);
    Configuration settings = new HdfsConfiguration();
    settings.set("fs.defaultFS", "hdfs://127.0.0.1:0");
    settings.set("hadoop.tmp.dir", new File(home, "tmp").toString());
    settings.set("dfs.namenode.name.dir", new File(home, "name").toURI().toString());
    settings.set("dfs.datanode.data.dir", new File(home, "data").toURI().toString());
    for (String service :
        new String[] {
          "namenode.http-address",
          "datanode.address",
          "datanode.http.address",
          "datanode.ipc.address"
        }) {
      settings.set("dfs." + service, "127.0.0.1:0");
    }
    settings.set("dfs.replication", "1");
    settings.set("dfs.permissions.enabled", "false");
    // As Hadoop's own tests do: two daemons of one JVM have metrics of the same names.
    DefaultMetricsSystem.setMiniClusterMode(true);
    NameNode.format(settings);
    NameNode names = new NameNode(settings);
    String place = "hdfs://127.0.0.1:" + names.getNameNodeAddress().getPort();
    settings.set("fs.defaultFS", place);
    DataNode data = DataNode.createDataNode(new String[0], settings);
    while (!data.isDatanodeFullyStarted()) {
      Thread.sleep(50);
    }
    System.out.println("hdfs is ready at " + place + ".");
    new CountDownLatch(1).await();
  }
}
