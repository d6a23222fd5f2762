package io.masterserver.runtime.forming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A member of a cluster")
class MembershipTest {

  @ParameterizedTest(name = "{1} nodes, {0} of them unreachable")
  @CsvSource({"0, 1", "0, 2", "1, 3", "1, 4", "2, 5"})
  void is_well_while_it_reaches_a_majority_itself_included(int unreachable, int members) {
    assertThat(Membership.unreachable(unreachable, members)).isEmpty();
  }

  @ParameterizedTest(name = "{1} nodes, {0} of them unreachable")
  @CsvSource({"1, 2", "2, 3", "2, 4", "3, 4", "3, 5"})
  void is_not_well_when_it_reaches_half_or_fewer(int unreachable, int members) {
    assertThat(Membership.unreachable(unreachable, members))
        .contains(unreachable + " of " + members + " nodes are unreachable");
  }
}
