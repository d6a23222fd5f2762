package io.masterserver.tests.forming;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A DNS server on loopback that knows the IPv4 addresses of one name, and of nothing else. */
final class NameServer implements AutoCloseable {

  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int CLASS_INTERNET = 1;
  private static final int ANSWER = 0x8180;
  private static final int NO_SUCH_NAME = 0x8183;

  /** Points at the name in the question. */
  private static final int NAME_OF_QUESTION = 0xc000 | HEADER;

  private final DatagramSocket socket;
  private final byte[] name;
  private final List<String> addresses;

  private NameServer(DatagramSocket socket, byte[] name, List<String> addresses) {
    this.socket = socket;
    this.name = name;
    this.addresses = addresses;
  }

  static NameServer start(String name, List<String> addresses) throws IOException {
    var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var server = new NameServer(socket, encoded(name), addresses);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        var question = new DatagramPacket(new byte[512], 512);
        socket.receive(question);
        byte[] answer = answer(Arrays.copyOf(question.getData(), question.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      }
    } catch (IOException e) {
      socket.close(); // the test is over
    }
  }

  private byte[] answer(byte[] question) throws IOException {
    int endOfName = HEADER + name.length;
    boolean known =
        question.length >= endOfName + 4
            && Arrays.equals(question, HEADER, endOfName, name, 0, name.length);
    boolean found = known && question[endOfName + 1] == TYPE_A;
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(question, 0, 2); // its id
    out.writeShort(known ? ANSWER : NO_SUCH_NAME);
    out.writeShort(1); // questions
    out.writeShort(found ? addresses.size() : 0);
    out.writeInt(0); // authorities and further records
    out.write(question, HEADER, endOfQuestion(question) - HEADER);
    if (found) {
      for (String address : addresses) {
        out.writeShort(NAME_OF_QUESTION);
        out.writeShort(TYPE_A);
        out.writeShort(CLASS_INTERNET);
        out.writeInt(1); // seconds to keep
        out.writeShort(4);
        out.write(InetAddress.getByName(address).getAddress());
      }
    }
    return bytes.toByteArray();
  }

  /** Behind the name, there are type and class. */
  private static int endOfQuestion(byte[] question) {
    int at = HEADER;
    while (question[at] != 0) {
      at += question[at] + 1;
    }
    return at + 5;
  }

  private static byte[] encoded(String name) {
    var bytes = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
