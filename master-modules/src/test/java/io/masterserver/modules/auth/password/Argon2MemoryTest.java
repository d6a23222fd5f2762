package io.masterserver.modules.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory of an Argon2 hash")
class Argon2MemoryTest {

  private static final Argon2Cost COST = new Argon2Cost(19 * 1024, 2, 1);

  private final Argon2Memory memory = new Argon2Memory(COST);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void is_taken_from_the_heap_once() {
    long first = allocatedByOneHash();
    long second = allocatedByOneHash();

    assertThat(first).isGreaterThan(19L * 1024 * 1024);
    assertThat(second).isLessThan(1024 * 1024);
  }

  @Test
  void leaves_nothing_behind_that_changes_the_next_hash() {
    byte[] first = hash("correct horse");
    hash("wrong horse");

    assertThat(hash("correct horse")).isEqualTo(first);
  }

  private long allocatedByOneHash() {
    long before = threads.getCurrentThreadAllocatedBytes();
    hash("correct horse");
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private byte[] hash(String password) {
    return memory.hash(password.getBytes(StandardCharsets.UTF_8), new byte[16], COST, 32);
  }
}
