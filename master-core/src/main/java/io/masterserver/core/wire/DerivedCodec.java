package io.masterserver.core.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codec of a record, found in its declaration. All reflection happens when it is made. */
final class DerivedCodec<R extends Record> implements Codec<R> {

  private static final Map<Class<?>, Codec<?>> BASIC =
      Map.ofEntries(
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(Boolean.class, BOOLEAN),
          Map.entry(byte.class, BYTE),
          Map.entry(Byte.class, BYTE),
          Map.entry(short.class, SHORT),
          Map.entry(Short.class, SHORT),
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(float.class, FLOAT),
          Map.entry(Float.class, FLOAT),
          Map.entry(double.class, DOUBLE),
          Map.entry(Double.class, DOUBLE),
          Map.entry(String.class, STRING),
          Map.entry(UUID.class, GUID),
          Map.entry(Bytes.class, BYTES));

  private final List<Component> components;
  private final MethodHandle constructor;

  /** One component: how to get it from a record, and how to write it. */
  private record Component(MethodHandle getter, Codec<Object> codec) {}

  private DerivedCodec(List<Component> components, MethodHandle constructor) {
    this.components = components;
    this.constructor = constructor;
  }

  static <R extends Record> DerivedCodec<R> of(Class<R> type) {
    return of(type, Set.of());
  }

  /**
   * @param around the records that this one is a part of
   */
  private static <R extends Record> DerivedCodec<R> of(Class<R> type, Set<Class<?>> around) {
    if (around.contains(type)) {
      throw new IllegalArgumentException(
          "record %s contains itself (expected: no cycle; or compose the codec by hand)"
              .formatted(type.getName()));
    }
    Set<Class<?>> within =
        Stream.concat(around.stream(), Stream.of(type)).collect(Collectors.toUnmodifiableSet());
    RecordComponent[] declared = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      MethodHandle constructor =
          MethodHandles.lookup()
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new DerivedCodec<>(
          Arrays.stream(declared).map(component -> component(type, component, within)).toList(),
          constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("record %s: %s".formatted(type.getName(), e), e);
    }
  }

  private static Component component(
      Class<?> type, RecordComponent component, Set<Class<?>> within) {
    try {
      component.getAccessor().setAccessible(true);
      MethodHandle getter =
          MethodHandles.lookup()
              .unreflect(component.getAccessor())
              .asType(MethodType.methodType(Object.class, Object.class));
      return new Component(getter, codecOf(component.getGenericType(), within));
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "record %s, component '%s': %s"
              .formatted(type.getName(), component.getName(), e.getMessage()),
          e);
    }
  }

  @SuppressWarnings("unchecked") // each branch pairs a type with the codec of that type
  private static Codec<Object> codecOf(Type type, Set<Class<?>> within) {
    return (Codec<Object>)
        switch (type) {
          case Class<?> basic when BASIC.containsKey(basic) -> BASIC.get(basic);
          case Class<?> enumeration when enumeration.isEnum() ->
              enumCodec(enumeration.asSubclass(Enum.class));
          case Class<?> record when record.isRecord() ->
              of(record.asSubclass(Record.class), within);
          case ParameterizedType list when list.getRawType() == List.class ->
              Codec.list(codecOf(list.getActualTypeArguments()[0], within));
          case ParameterizedType map when map.getRawType() == Map.class ->
              new NestedMapCodec<>(
                  codecOf(map.getActualTypeArguments()[0], within),
                  codecOf(map.getActualTypeArguments()[1], within));
          default ->
              throw new IllegalArgumentException(
                  ("type %s has no codec of its own (expected: a primitive, String, UUID, Bytes, an"
                          + " enum, a record, a List or a Map; or compose the codec by hand)")
                      .formatted(type.getTypeName()));
        };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // reflection knows an enum only as a raw type
  private static Codec<?> enumCodec(Class<? extends Enum> type) {
    return Codec.enumeration(type);
  }

  @Override
  public void write(R value, WireWriter out) {
    for (Component component : components) {
      component.codec.write(invoke(component.getter, value), out);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the constructor is R's
  public R read(WireReader in) {
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readNested(components.get(i).codec);
    }
    return (R) invoke(constructor, values);
  }

  private static Object invoke(MethodHandle handle, Object argument) {
    try {
      return (Object) handle.invokeExact(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object invoke(MethodHandle handle, Object[] arguments) {
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
