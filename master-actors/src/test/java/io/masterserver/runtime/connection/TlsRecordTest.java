package io.masterserver.runtime.connection;

import static io.masterserver.runtime.connection.TlsRecord.FIRST_RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The first record of TLS")
class TlsRecordTest {

  private static ByteString bytes(String hex) {
    return ByteString.fromArray(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "1603", "16030102", "160301020001"})
  void is_waited_for(String beginning) {
    assertThat(FIRST_RECORD.isBegun(bytes(beginning))).isTrue();
    assertThat(FIRST_RECORD.isWhole(bytes(beginning))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"16, -1", "16030102, -1", "1603010200, 517", "160303ffff01, 65540"})
  void says_how_long_it_is(String beginning, int length) {
    assertThat(FIRST_RECORD.length(bytes(beginning), 0)).isEqualTo(length);
  }

  @Test
  void is_whole_with_its_last_byte() {
    assertThat(FIRST_RECORD.isWhole(bytes("160301000201ff"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "47455420", "1602", "1503010002", "80"})
  void is_nothing_else(String beginning) {
    assertThat(FIRST_RECORD.length(bytes(beginning), 0)).isEqualTo(beginning.length() / 2);
    assertThat(FIRST_RECORD.isBegun(bytes(beginning))).isFalse();
    assertThat(FIRST_RECORD.isWhole(bytes(beginning))).isFalse();
  }

  @Test
  void that_is_longer_than_any_may_be_is_none() {
    assertThat(FIRST_RECORD.isBegun(bytes("160303ffff01"))).isFalse();
  }
}
