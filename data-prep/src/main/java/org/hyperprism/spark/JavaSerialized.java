package org.hyperprism.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * A value that Spark serialises by Java's serialisation, also where its serialiser is Kryo. One
 * that demands registration ({@code spark.kryo.registrationRequired}) must be told of this class
 * alone.
 *
 * @param value serialisable
 */
@DefaultSerializer(JavaSerializer.class)
public record JavaSerialized<T>(T value) implements Serializable {

  private static final long serialVersionUID = 1L;
}
