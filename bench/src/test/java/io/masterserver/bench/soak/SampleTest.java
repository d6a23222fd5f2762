package io.masterserver.bench.soak;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sample of a server")
class SampleTest {

  @ParameterizedTest
  @ValueSource(strings = {Sample.ACTORS, Sample.SHARDS, Sample.PEERS, Sample.CONNECTIONS})
  @DisplayName("counts the instances of a class that there is")
  void classes(String counted) {
    assertThatCode(() -> Class.forName(counted, false, getClass().getClassLoader()))
        .doesNotThrowAnyException();
  }
}
