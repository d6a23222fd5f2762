package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A response")
class ResponseTest {

  @Test
  @DisplayName("without a value says status and text to who asks for it")
  void no_value() {
    Response<Integer> response = Response.failure(Status.FAILED, "room is full");

    assertThatThrownBy(response::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FAILED 'room is full'");
  }

  @Test
  @DisplayName("does not show its value in logs")
  void secret() {
    assertThat(Response.success("token-4711").toString()).doesNotContain("4711");
  }

  @Test
  @DisplayName("cannot fail with success")
  void failure_needs_another_status() {
    assertThatThrownBy(() -> Response.failure(Status.SUCCESS, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use Response.success");
  }
}
