package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be told of a run. */
class DestinationsTest {

    private final Destinations destinations = new Destinations(List.of("Tools.Internal", "*.corp.example"));

    @ParameterizedTest
    @CsvSource({"localhost, true", "127.0.0.1, true", "127.3.2.1, true", "[::1], true", "LOCALHOST., true", "tools.internal, true", "a.corp.example, true", "a.b.corp.example, true",
        "corp.example, false", "evilcorp.example, false", "tools.internal.evil.example, false", "127.0.0.1.evil.example, false", "localhost.evil.example, false", "192.168.0.1, false",
        "api.openai.com, false", "'', false"})
    void host_mayBeToldOrNot(String host, boolean told) {
        assertThat(destinations.include(host)).isEqualTo(told);
        assertThat(new Destinations(List.of("*")).include(host)).isEqualTo(!host.isEmpty());
    }
}
