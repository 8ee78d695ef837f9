package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.trace.TraceLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowParserTest {

  private final RowParser parser = new RowParser(Ns3Options.standard(4, 10, 1));

  @Test
  void aRowIsALinkWithItsReceptionAndPlaces() {
    assertThat(parser.parse(RowParser.HEADER)).isEmpty();
    assertThat(parser.parse("2,0,3,1,0.333333333,14.1,35.5,59.3,0.0,80.5"))
        .contains(
            new TraceLink(
                2,
                0,
                3,
                Optional.of(new TraceLink.Reception(1, 0.333333333, 14.1)),
                Optional.of(new TraceLink.Placement(35.5, 59.3, 0, 80.5))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,0,1,3,1,17.0,35.5,59.3,63.0",
        "1,0,1,3,1,17.0,35.5,59.3,63.0,80.5,",
        "0,0,1,3,1,17.0,35.5,59.3,63.0,80.5",
        "11,0,1,3,1,17.0,35.5,59.3,63.0,80.5",
        "1,-1,1,3,1,17.0,35.5,59.3,63.0,80.5",
        "1,0,4,3,1,17.0,35.5,59.3,63.0,80.5",
        "1,1,1,3,1,17.0,35.5,59.3,63.0,80.5",
        "1,0,1,4,1,17.0,35.5,59.3,63.0,80.5",
        "1,0,1,3,1.5,17.0,35.5,59.3,63.0,80.5",
        "1,0,1,3,0,17.0,35.5,59.3,63.0,80.5",
        "1,0,1,3,1,NaN,35.5,59.3,63.0,80.5",
        "1,0,1,3,1,17.0,35.5,59.3,inf,80.5",
        "1,0,one,3,1,17.0,35.5,59.3,63.0,80.5"
      })
  void whatIsNotARowIsShown(String line) {
    parser.parse(RowParser.HEADER);

    assertThatThrownBy(() -> parser.parse(line))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("the NS-3 simulation wrote '" + line + "'; expected ");
  }

  @Test
  void rowsMustComeInOrder() {
    parser.parse(RowParser.HEADER);
    parser.parse("1,0,2,3,1,17.0,35.5,59.3,63.0,80.5");

    assertThatThrownBy(() -> parser.parse("1,0,2,3,1,17.0,35.5,59.3,63.0,80.5"))
        .hasMessageContaining("rows by ascending round, src and dst");
    assertThatThrownBy(() -> parser.parse("1,0,1,3,1,17.0,35.5,59.3,63.0,80.5"))
        .hasMessageContaining("rows by ascending round, src and dst");
  }

  @Test
  void noOutputAndOutputOfAnotherKindAreRefused() {
    assertThatThrownBy(parser::end).hasMessageContaining("wrote ''; expected the columns round,");
    assertThatThrownBy(() -> parser.parse("usage: link-trace"))
        .hasMessageContaining("wrote 'usage: link-trace'; expected the columns round,");
  }
}
