package io.masterserver.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AccountDetails;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.AccountPropertiesChange;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.packet.auth.EmailConfirmation;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.packet.auth.PasswordProof;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.core.packet.auth.PeerAccountInfo;
import io.masterserver.core.packet.auth.TokenLogIn;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every packet")
class PacketSamplesTest {

  private static final Set<Class<?>> NO_PACKETS =
      Set.of(
          Request.class,
          Notification.class,
          DeliveryMethod.class,
          Response.Success.class,
          Response.Failure.class);

  /** A packet, and its bytes with a space between components. */
  private record Sample<T>(Codec<T> codec, T packet, String hex) {

    Bytes bytes() {
      return Bytes.ofHex(hex.replace(" ", ""));
    }

    Bytes written() {
      return codec.encode(packet);
    }

    Object read() {
      return codec.decode(bytes());
    }
  }

  static List<Sample<?>> samples() {
    return List.of(
        new Sample<>(Empty.CODEC, Empty.EMPTY, ""),
        new Sample<>(IntPair.CODEC, new IntPair(1, -2), "00000001 fffffffe"),
        new Sample<>(StringPair.CODEC, new StringPair("left", ""), "00046c656674 0000"),
        new Sample<>(
            GoingAway.CODEC,
            new GoingAway("bye", 1500, List.of("a:1", "b:2")),
            "0003627965 000005dc 00000002 0003613a31 0003623a32"),
        new Sample<>(
            Capabilities.CODEC,
            new Capabilities(List.of("one", "two")),
            "00000002 00036f6e65 000374776f"),
        new Sample<>(GoingAway.CODEC, new GoingAway("", 0, List.of()), "0000 00000000 00000000"),
        new Sample<>(
            SessionTicket.CODEC,
            new SessionTicket(Bytes.ofUtf8("tk"), 1500, List.of("a:1")),
            "00000002 746b 000005dc 00000001 0003613a31"),
        new Sample<>(
            ResumeSession.CODEC,
            new ResumeSession(Bytes.ofUtf8("tk"), 3),
            "00000002 746b 0000000000000003"),
        new Sample<>(
            SessionResumed.CODEC,
            new SessionResumed(4, true, List.of(7, -1)),
            "0000000000000004 01 00000002 00000007 ffffffff"),
        new Sample<>(
            AccountInfo.CODEC,
            new AccountInfo("ann", true, false, Map.of("k", "v")),
            "0003616e6e 01 00 0000000a 00000001 00016b 000176"),
        new Sample<>(
            PeerAccountInfo.CODEC,
            new PeerAccountInfo(7, "ann", Map.of()),
            "00000007 0003616e6e 00000000"),
        new Sample<>(
            NewAccount.CODEC, new NewAccount("ann", "pw", "a@b"), "0003616e6e 00027077 0003614062"),
        new Sample<>(
            PasswordLogIn.CODEC, new PasswordLogIn("ann", "pw", true), "0003616e6e 00027077 01"),
        new Sample<>(TokenLogIn.CODEC, new TokenLogIn("tk"), "0002746b"),
        new Sample<>(
            LogInResult.CODEC,
            new LogInResult(new AccountInfo("ann", false, true, Map.of()), "tk", 1),
            "0003616e6e 00 01 00000000 0002746b 0000000000000001"),
        new Sample<>(PasswordChange.CODEC, new PasswordChange("pw", "qx"), "00027077 00027178"),
        new Sample<>(
            PasswordReset.CODEC,
            new PasswordReset("a@b", "c0de", "qx"),
            "0003614062 000463306465 00027178"),
        new Sample<>(PasswordProof.CODEC, new PasswordProof("pw"), "00027077"),
        new Sample<>(
            EmailConfirmation.CODEC,
            new EmailConfirmation("a@b", "c0de"),
            "0003614062 000463306465"),
        new Sample<>(
            AccountDetails.CODEC,
            new AccountDetails("id", "ann", "a@b", true, false, true, "why", 2, 1, Map.of()),
            "00026964 0003616e6e 0003614062 01 00 01 0003776879 0000000000000002 0000000000000001"
                + " 00000004 00000000"),
        new Sample<>(
            AccountBan.CODEC,
            new AccountBan("ann", "why", -1),
            "0003616e6e 0003776879 ffffffffffffffff"),
        new Sample<>(AdminChange.CODEC, new AdminChange("ann", true), "0003616e6e 01"),
        new Sample<>(
            AccountPropertiesChange.CODEC,
            new AccountPropertiesChange("ann", Map.of("k", "v"), List.of("x")),
            "0003616e6e 0000000a 00000001 00016b 000176 00000001 000178"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void is_laid_out_as_its_sample_says(Sample<?> sample) {
    assertThat(sample.written()).isEqualTo(sample.bytes());
    assertThat(sample.read()).isEqualTo(sample.packet());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void says_no_secret_and_no_email_in_logs(Sample<?> sample) {
    assertThat(sample.packet().toString()).doesNotContain("pw", "qx", "tk", "c0de", "a@b");
  }

  @Test
  @DisplayName(
      "keeps properties in their order, in a map that many keys of one hash do not slow down")
  void keeps_the_order_of_properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 99; i >= 0; i--) {
      properties.put("key " + i, "");
    }

    assertThat(
            List.of(
                new AccountPropertiesChange("ann", properties, List.of()).set(),
                new AccountInfo("ann", false, false, properties).properties(),
                new PeerAccountInfo(7, "ann", properties).properties(),
                new AccountDetails("i", "ann", "", true, true, true, "", 2, 1, properties)
                    .properties()))
        .allSatisfy(
            copy -> assertThat(copy.keySet()).containsExactlyElementsOf(properties.keySet()));
  }

  @Test
  @DisplayName("has a sample here")
  void has_a_sample() throws Exception {
    Set<Class<?>> sampled =
        samples().stream().map(sample -> sample.packet().getClass()).collect(Collectors.toSet());

    assertThat(packets()).isNotEmpty().allSatisfy(packet -> assertThat(sampled).contains(packet));
  }

  @Test
  @DisplayName("has its codec beside it")
  void has_a_codec() throws Exception {
    assertThat(packets())
        .allSatisfy(
            packet ->
                assertThat(packet.getField("CODEC").getType()).as("CODEC").isEqualTo(Codec.class));
  }

  /** The public records and enums of the compiled package, without those that carry packets. */
  private static List<Class<?>> packets() throws Exception {
    Path classes =
        Path.of(IntPair.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = IntPair.class.getPackageName().replace('.', '/');
    try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> classes.relativize(file).toString())
          .filter(name -> !name.endsWith("-info.class"))
          .<Class<?>>map(name -> load(name.replace('/', '.').replaceFirst("\\.class$", "")))
          .filter(type -> type.isRecord() || type.isEnum())
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(type -> !NO_PACKETS.contains(type))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
