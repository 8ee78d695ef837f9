"""HyperPrism in PySpark: its stage of Spark ML and its job, by their Java classes through py4j.

Needs hyperprism.jar (or hyperprism-thin.jar) on the class path of the session: pyspark --jars.
"""

from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel
from pyspark.sql import DataFrame, SparkSession

__all__ = ["HyperPrismClassifier", "HyperPrismClassificationModel", "HyperPrismJob", "RunResult"]


class _Reader(JavaMLReader):
    """PySpark looks for the Java class in its own package only."""

    @classmethod
    def _java_loader_class(cls, clazz):
        return "org.hyperprism.ml." + clazz.__name__


class HyperPrismClassifier(JavaEstimator, JavaMLReadable, JavaMLWritable):
    """Decentralised training of a classifier; the params are those of the Java stage.

    explainParams() explains all. Those of Spark's own kind and the settings of a job are set alike:
    HyperPrismClassifier(method="dpsgd", featuresCol="pixels").setting("train.learningRate", 0.1)
    """

    def __init__(self, java_stage=None, **params):
        super().__init__()
        self._java_obj = java_stage or self._new_java_obj("org.hyperprism.ml.HyperPrismClassifier")
        self._resetUid(self._java_obj.uid())
        self._create_params_from_java()
        self._transfer_params_from_java()
        for name, value in params.items():
            self.set(self.getParam(name), value)

    def setting(self, key, value):
        """Sets a setting of the job, such as ("train.learningRate", 0.1), and returns this stage."""
        self._java_obj.setting(key, value)
        self._transfer_params_from_java()
        return self

    def set_links(self, links):
        """The links of each round as a DataFrame: round, src, dst, one row a direction."""
        self._java_obj.setLinksDataFrame(links._jdf)
        return self

    def _create_model(self, java_model):
        return HyperPrismClassificationModel(java_model)

    @classmethod
    def read(cls):
        """Reads what write() wrote."""
        return _Reader(cls)

    @classmethod
    def _from_java(cls, java_stage):
        return cls(java_stage)


class HyperPrismClassificationModel(JavaModel, JavaMLReadable, JavaMLWritable):
    """The model of each device; the param predictBy says whose predicts."""

    def __init__(self, java_model):
        super().__init__(java_model)
        self._create_params_from_java()
        self._transfer_params_from_java()

    @staticmethod
    def of_run(directory, method):
        """The final models that a run directory keeps (keepModels = all)."""
        jvm = SparkSession.getActiveSession()._jvm
        return HyperPrismClassificationModel(
            jvm.org.hyperprism.ml.HyperPrismClassificationModel.ofRun(directory, method)
        )

    @property
    def devices(self):
        """Number of devices."""
        return self._java_obj.devices()

    def metrics(self):
        """How the training went, one row a round; not of a model that was loaded."""
        spark = SparkSession.getActiveSession()
        return DataFrame(self._java_obj.summary().metrics(), spark)

    @classmethod
    def read(cls):
        """Reads what write() wrote."""
        return _Reader(cls)

    @classmethod
    def _from_java(cls, java_model):
        return cls(java_model)


class HyperPrismJob:
    """An experiment in the session that is there; each method returns the job."""

    def __init__(self, spark):
        self._spark = spark
        self._job = spark._jvm.org.hyperprism.api.HyperPrismJob.on(spark._jsparkSession)

    def load(self, configuration):
        """The settings of a file."""
        self._job.load(configuration)
        return self

    def set(self, key, value):
        """One setting: a number, True or False, text in HOCON, or a list of these."""
        self._job.set(key, value)
        return self

    def samples(self, train, test=None):
        """DataFrames with the columns features and label, and device if you like."""
        if test is None:
            self._job.samples(train._jdf)
        else:
            self._job.samples(train._jdf, test._jdf)
        return self

    def image_shape(self, channels, height, width):
        """The features of the samples are images, channel by channel, row by row."""
        self._job.imageShape(channels, height, width)
        return self

    def links(self, links):
        """A DataFrame: round, src, dst, one row a direction."""
        self._job.links(links._jdf)
        return self

    def keep_models(self, keep):
        """Whether the result keeps the final models; it does by default."""
        self._job.keepModels(keep)
        return self

    def out(self, directory):
        """Also writes a run directory."""
        self._job.out(directory)
        return self

    def run(self):
        """Runs all methods; returns a RunResult."""
        return RunResult(self._spark, self._job.run())


class RunResult:
    """What a run gave: tables as DataFrames."""

    def __init__(self, spark, result):
        self._spark = spark
        self._result = result

    def _table(self, java_frame):
        return DataFrame(java_frame, self._spark)

    def metrics(self):
        """One row a round and method."""
        return self._table(self._result.metrics())

    def devices(self):
        """Every device after the last round."""
        return self._table(self._result.devices())

    def classes(self):
        """Every class after the last round."""
        return self._table(self._result.classes())

    def exponents(self):
        """Learned exponents."""
        return self._table(self._result.exponents())

    def partition(self):
        """Samples of each class on every device."""
        return self._table(self._result.partition())

    def links(self):
        """The links of each round."""
        return self._table(self._result.links())

    def curves_html(self):
        """The curves as an element of HTML, for a notebook."""
        return self._result.curvesHtml()

    def links_html(self):
        """The graph of each round as an element of HTML, to step through in a notebook."""
        return self._result.linksHtml()

    def model(self, method, device):
        """The final model of a device, a list of float."""
        return list(self._result.model(method, device))

    def close(self):
        """Gives the memory of the models back."""
        self._result.close()

    def __str__(self):
        return self._result.toString()
