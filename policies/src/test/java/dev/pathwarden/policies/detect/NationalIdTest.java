package dev.pathwarden.policies.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalIdTest {

    /** A number of the list and what an independent library says of it. */
    private record Listed(NationalId id, String number, boolean valid) {
    }

    private static List<Listed> listed() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(NationalIdTest.class.getResourceAsStream("national-ids.tsv"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).map(line -> new Listed(NationalId.valueOf(line[0]), line[1], line[2].equals("valid"))).toList();
        }
    }

    private static String word(NationalId id) {
        return switch (id) {
            case GERMAN_TAX -> "Steuer-ID: ";
            case BRITISH_INSURANCE -> "National_Insurance: ";
            case BRITISH_HEALTH -> "nhsNumber=";
            case SPANISH_IDENTITY -> "DNI n. ";
            case DUTCH_SERVICE -> "bsn;";
            case BELGIAN_REGISTER -> "rijksregisternummer ";
            case POLISH_REGISTER -> "PESEL ";
            case SWEDISH_PERSON -> "\"personnummer\":\"";
            case BRAZILIAN_TAX -> "customerCpf ";
            case INDIAN_AADHAAR -> "Aadhaar no. ";
            default -> "";
        };
    }

    @Test
    void end_ofListedNumbers_isWhatAnIndependentLibrarySays() throws IOException {
        Set<NationalId> seen = EnumSet.noneOf(NationalId.class);
        for (Listed listed : listed()) {
            String before = "x, " + word(listed.id());
            String text = before + listed.number() + ", y";
            int end = listed.id().end(text, before.length());

            assertThat(end).as("%s", listed).isEqualTo(listed.valid() ? before.length() + listed.number().length() : -1);
            assertThat(Detectors.labels(text).contains(listed.id().label())).as("%s", listed).isEqualTo(listed.valid());
            seen.add(listed.id());
        }
        // It does not know that one.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(seen))).containsExactly(NationalId.BRITISH_HEALTH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AB 12 34 56 C | pii.national-id.gb",
        "nino: AB123456C | pii.national-id.gb",
        "NHS 943 476 5919 | pii.national-id.gb",
        "nhs_number: 4010232137 | pii.national-id.gb",
        "nhs_number: 4010232138 | none",
        "36 574 261 809 | pii.national-id.de",
        "2 69 05 49 588 157 80 | pii.national-id.fr",
        "54362315-K | pii.national-id.es",
        "X-2482300-W | pii.national-id.es",
        "85.07.30-033.28 | pii.national-id.be",
        "640823+3234 | pii.national-id.se",
        "131052-308T | pii.national-id.fi",
        "390.533.447-05 | pii.national-id.br",
        "aadhaar 2341 2341 2346 | pii.national-id.in",
        "110105194912310023 | none",
        "11010519491231002X | pii.national-id.cn",
    })
    void labels_ofANumberAsItIsWritten_nameItsCountry(String text, String label) {
        assertThat(Detectors.labels(text)).containsExactly(label.equals("none") ? new String[0] : new String[] {label});
    }

    @ParameterizedTest
    @EnumSource
    void end_ofBareDigitsWithoutAWord_isNone(NationalId id) throws IOException {
        for (Listed listed : listed()) {
            if (listed.id() == id && listed.valid() && !word(id).isEmpty() && listed.number().chars().allMatch(Character::isDigit)) {
                assertThat(id.end(listed.number(), 0)).as("%s", listed).isEqualTo(-1);
                assertThat(id.end(word(id) + " ".repeat(Nearby.WINDOW) + listed.number(), word(id).length() + Nearby.WINDOW)).as("%s", listed).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void end_ofAnythingAtAnyPlace_failsOnNothing(NationalId id) {
        SplittableRandom random = new SplittableRandom(id.ordinal());
        String characters = "0123456789AB X-+./\u00e9";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            for (int i = 0; i < text.length(); i++) {
                assertThat(id.end(text, i)).isLessThanOrEqualTo(text.length());
            }
        }
    }
}
