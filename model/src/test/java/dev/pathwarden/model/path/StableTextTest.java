package dev.pathwarden.model.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableTextTest {

    @ParameterizedTest
    @CsvSource({
        "id 0b5c1f3e-1a2b-4c3d-8e9f-001122334455 of it, id … of it",
        "http://localhost:8080/notes, http://localhost:…/notes",
        "http://127.0.0.1:1/notes, http://127.0.0.1:…/notes",
        "http://[::1]:99/notes, http://[::1]:…/notes",
        "trace 4bf92f3577b3 ended, trace … ended",
        "/tmp/x-12345678.csv, /tmp/x-….csv",
        "call_abcdef of the model, … of the model",
        "order 12345678, order 12345678",
        "facade deadbee, facade deadbee",
        "localhost, localhost"
    })
    void of_text_replacesWhatChangesByNature(String text, String stable) {
        assertThat(StableText.of(text)).isEqualTo(stable);
    }
}
