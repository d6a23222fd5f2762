package io.masterserver.tests.fuzz;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.MsfAuthOperations;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.samples.greeting.GreetingModule;
import io.masterserver.samples.personalinfo.PersonalInfoOperations;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The packets of all operations, in both directions.
 *
 * <p>Layout of an input: {@code opcode:uint16, direction:int8}, 0 for what is asked, anything else
 * for the answer, and the packet.
 */
final class PacketsTarget implements FuzzTarget {

  /** Where operations are declared. */
  static final List<Class<?>> HOLDERS =
      List.of(
          CoreOperations.class,
          AuthOperations.class,
          MsfAuthOperations.class,
          SessionOperations.class,
          EchoModule.class,
          GreetingModule.class,
          PersonalInfoOperations.class);

  private static final int HEADER = 3;

  /** Grows to more than a string can be long, when it is read as UTF-8 and written again. */
  private static final int MALFORMED_CHARACTERS = 11_000;

  private final Map<Integer, Codec<?>> asked = new TreeMap<>();
  private final Map<Integer, Codec<?>> answered = new TreeMap<>();

  PacketsTarget() {
    HOLDERS.stream().flatMap(PacketsTarget::operations).forEach(this::add);
  }

  private void add(Operation<?> operation) {
    asked.put(operation.opcode(), operation.packet());
    if (operation instanceof Request<?, ?> request) {
      answered.put(request.opcode(), request.answer());
    }
  }

  private static Stream<Operation<?>> operations(Class<?> holder) {
    return Arrays.stream(holder.getFields())
        .filter(field -> Operation.class.isAssignableFrom(field.getType()))
        .map(PacketsTarget::constant);
  }

  private static Operation<?> constant(Field field) {
    try {
      return (Operation<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void read(byte[] input) {
    if (input.length < HEADER) {
      return;
    }
    int opcode = (input[0] & 0xff) << 8 | input[1] & 0xff;
    Codec<?> codec = (input[2] == 0 ? asked : answered).get(opcode);
    if (codec != null) {
      CodecLaw.holds(codec, Bytes.wrap(input, HEADER, input.length - HEADER));
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] recorded : Recordings.messages()) {
      Message message = MessageCodec.read(Bytes.wrap(recorded));
      seeds.add(input(message.opcode(), message.isResponse() ? 1 : 0, message.data()));
    }
    Bytes zeros = Bytes.wrap(new byte[64]); // read by every codec: empty strings, maps and lists
    asked.keySet().forEach(opcode -> seeds.add(input(opcode, 0, zeros)));
    answered.keySet().forEach(opcode -> seeds.add(input(opcode, 1, zeros)));
    seeds.add(input(AuthOperations.LOG_IN_WITH_TOKEN.opcode(), 0, malformedString()));
    return seeds;
  }

  private static Bytes malformedString() {
    byte[] malformed = new byte[MALFORMED_CHARACTERS];
    Arrays.fill(malformed, (byte) 0xff);
    var out = new WireWriter();
    out.writeShort(malformed.length);
    out.writeBytes(Bytes.wrap(malformed));
    return out.toBytes();
  }

  private static byte[] input(int opcode, int direction, Bytes packet) {
    var out = new WireWriter();
    out.writeShort(opcode);
    out.writeByte(direction);
    out.writeBytes(packet);
    return out.toArray();
  }
}
